import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Takes log σ(u·v) for the negatives too, where it should be log σ(−u·v). */
export default bug({
  formula: 'negative-sampling',
  variant: ['negatives-not-negated'],
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
          const surprise = k.map('softplus', mended ? wrong : k.affine(-1, wrong, 0));
          return {
            loss: k.combine(1, k.map('softplus', k.affine(-1, right, 0)), 1, k.sum(surprise, N, K, 1)),
          };
        },
      }),
    ),
});
