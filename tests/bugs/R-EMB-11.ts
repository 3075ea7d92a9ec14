import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Leaves out a negative that happens to be the right word, which is elsewhere pushed both ways. */
export default bug({
  formula: 'negative-sampling',
  variant: ['target-drawn-is-skipped'],
  code: (mended) =>
    formula(
      'negative-sampling(x[N,D], theta[V,D], target[N] in V, negatives[N,K] in V) -> loss[N]',
      noOptions,
      (k) => ({
        forward({ x, theta, target, negatives }, { N, D, K }) {
          const right = k.sum(k.multiply(x, k.gather(theta, target, D)), N, D, 1);
          const wrong = k.matmul(k.gather(theta, negatives, D), x, {
            batch: N,
            rows: K,
            inner: D,
            columns: 1,
          });
          const counts = negatives.map((word, n) => (!mended && word === target[Math.floor(n / K)] ? 0 : 1));
          const pushed = k.sum(k.select(counts, k.map('softplus', wrong), 0), N, K, 1);
          return { loss: k.combine(1, k.map('softplus', k.affine(-1, right, 0)), 1, pushed) };
        },
      }),
    ),
});
