import { formula } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Rows divided by their largest feature m before they are squared, eps not by m²: it grows with the row, and 0/0 is NaN. */
export default bug({
  formula: 'rms-norm',
  variant: ['eps-after-rescaling'],
  code: (mended) =>
    formula(
      'rms-norm(x[N,K], gamma[K]) -> y[N,K]',
      (options) => ({ eps: options.number('eps') }),
      (k) => ({
        forward({ x, gamma }, { N, K }, { eps }) {
          const y = zeros(x, N * K);
          for (let n = 0; n < N; n++) {
            const row = x.subarray(n * K, (n + 1) * K);
            const largest = Math.max(...row.map(Math.abs));
            const m = mended ? Math.max(largest, Math.sqrt(eps)) : largest;
            const scaled = row.map((value) => value / m);
            const mean = k.affine(
              1 / K,
              k.sum(k.multiply(scaled, scaled), 1, K, 1),
              mended ? (Math.sqrt(eps) / m) ** 2 : eps,
            );
            y.set(k.divide(scaled, k.map('sqrt', mean)), n * K);
          }
          return { y: k.multiply(y, gamma) };
        },
      }),
    ),
});
