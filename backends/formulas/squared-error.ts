import { formula } from '../lib/formula.ts';

/** loss = w ‖y − t‖² with w = ½, 1 or 1/NK, so dy = 2w (y − t) dloss and dt = −dy. */
export default formula(
  'squared-error(y[N,K], t[N,K]) -> loss[]',
  (options, { N, K }) => ({
    weight: { 'half-sum': 1 / 2, sum: 1, mean: 1 / (N * K) }[
      options.choice('reduction', ['half-sum', 'sum', 'mean'])
    ],
  }),
  (k) => ({
    forward({ y, t }, { N, K }, { weight }) {
      const error = k.combine(1, y, -1, t);
      return { loss: k.matmul(error, error, { rows: 1, inner: N * K, columns: 1, scale: weight }) };
    },

    vjp({ y, t }, { loss: [dloss] }, _, { weight }) {
      const error = k.combine(1, y, -1, t);
      return { y: k.affine(2 * weight * dloss, error, 0), t: k.affine(-2 * weight * dloss, error, 0) };
    },
  }),
);
