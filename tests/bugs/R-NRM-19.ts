import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Σx² of the features as they are: beyond the root of the largest number it is ∞, and every feature of the row 0. */
export default bug({
  formula: 'rms-norm',
  variant: ['squares-overflow'],
  code: (mended) =>
    formula(
      'rms-norm(x[N,K], gamma[K]) -> y[N,K]',
      (options) => ({ eps: options.number('eps') }),
      (k) => ({
        forward({ x, gamma }, { N, K }, { eps }) {
          const y = zeros(x, N * K);
          for (let n = 0; n < N; n++) {
            const row = x.subarray(n * K, (n + 1) * K);
            const largest = Math.max(Math.sqrt(eps), ...row.map(Math.abs));
            const m = mended ? largest : 1;
            const scaled = row.map((value) => value / m);
            const mean = k.affine(
              1 / K,
              k.sum(k.multiply(scaled, scaled), 1, K, 1),
              (Math.sqrt(eps) / m) ** 2,
            );
            y.set(k.divide(scaled, k.map('sqrt', mean)), n * K);
          }
          return { y: k.multiply(y, gamma) };
        },
      }),
    ),
});
