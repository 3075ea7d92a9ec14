import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/**
 * y = (x − μ) s with s = 1/√(v + ε), μ and v of the columns of train.
 * Reverse: dx = dy s, dμ = −Σ dx, dv = −½ s² Σ dy∘y, and train gets dμ/N + 2 (train − μ) dv/N.
 */
export default formula(
  'standardisation(train[N,D], x[M,D]) -> y[M,D]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => {
    const fitted = (train: Floats, N: number, D: number, eps: number) => {
      const columns = k.swapAxes(train, 1, N, D, 1);
      const { mean, variance } = k.moments(columns, N);
      const root = k.map('sqrt', k.affine(1, variance, eps));
      return { mean, scale: k.divide(zeros(root, D).fill(1), root) };
    };
    const standardise = (x: Floats, mean: Floats, scale: Floats) =>
      k.multiply(k.combine(1, x, -1, mean), scale);

    return {
      forward({ train, x }, { N, D }, { eps }) {
        const { mean, scale } = fitted(train, N, D, eps);
        return { y: standardise(x, mean, scale) };
      },

      vjp({ train, x }, { y: dy }, { N, M, D }, { eps }) {
        const { mean, scale } = fitted(train, N, D, eps);
        const dx = k.multiply(dy, scale);
        const dmean = k.affine(-1 / N, k.sum(dx, 1, M, D), 0);
        const along = k.sum(k.multiply(dy, standardise(x, mean, scale)), 1, M, D);
        const dvariance = k.affine(-1 / N, k.multiply(along, k.multiply(scale, scale)), 0);
        const spread = k.multiply(k.combine(1, train, -1, mean), dvariance);
        return { x: dx, train: k.combine(1, spread, 1, dmean) };
      },
    };
  },
);
