import { formula, noOptions } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** Var z = mean of the batch variances + variance of the batch means; each in two passes. */
export default formula('total-variance(z[B,M]) -> total[], within[], between[]', noOptions, (k) => {
  const parts = (z: Floats, { B, M }: Sizes) => {
    const batches = k.moments(z, M);
    return { batches, means: k.moments(batches.mean, B) };
  };
  return {
    forward(inputs, sizes) {
      const { batches, means } = parts(inputs.z, sizes);
      const within = k.affine(1 / sizes.B, k.sum(batches.variance, 1, sizes.B, 1), 0);
      return { total: k.moments(inputs.z, sizes.B * sizes.M).variance, within, between: means.variance };
    },

    vjp({ z }, { total, within, between }, sizes) {
      const { B, M } = sizes;
      const { batches, means } = parts(z, sizes);
      const own = deviation(k, z, batches.mean, B, M);
      const common = k.repeat(deviation(k, batches.mean, means.mean, 1, B), B, M, 1);
      const all = deviation(k, z, k.moments(z, B * M).mean, 1, B * M);
      const scaled = (d: Floats, x: Floats) => k.affine(2 / (B * M), k.multiply(x, d), 0);
      const sum = k.combine(1, scaled(within, own), 1, scaled(between, common));
      return { z: k.combine(1, sum, 1, scaled(total, all)) };
    },
  };
});

/** What the numbers of z[rows, columns] are more than their row's mean. */
const deviation = (k: Kernels, z: Floats, mean: Floats, rows: number, columns: number): Floats =>
  k.combine(1, z, -1, k.repeat(mean, rows, columns, 1));
