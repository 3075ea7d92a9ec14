import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** The slope of a power y = rᵖ as y · p/r, which is 0 · ∞ at a residual of zero. */
export default bug({
  formula: 'squared-error',
  variant: ['square-by-logarithm'],
  code: (mended) =>
    formula(
      'squared-error(y[N,K], t[N,K]) -> loss[]',
      (options, { N, K }) => ({
        weight: { 'half-sum': 1 / 2, sum: 1, mean: 1 / (N * K) }[
          options.choice('reduction', ['half-sum', 'sum', 'mean'])
        ],
      }),
      (k) => ({
        forward({ y, t }, { N, K }, { weight }) {
          const e = k.combine(1, y, -1, t);
          return { loss: k.affine(weight, k.sum(k.multiply(e, e), 1, N * K, 1), 0) };
        },

        vjp({ y, t }, { loss: [dloss] }, _, { weight }) {
          const e = k.combine(1, y, -1, t);
          const twos = e.map(() => 2);
          const slope = mended ? k.affine(2, e, 0) : k.multiply(k.multiply(e, e), k.divide(twos, e));
          return { y: k.affine(weight * dloss, slope, 0), t: k.affine(-weight * dloss, slope, 0) };
        },
      }),
    ),
});
