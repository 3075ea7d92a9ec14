import { type Kernels, zeros } from '../lib/kernels.ts';

export const gathering = {
  gather(x, indices, columns) {
    const y = zeros(x, indices.length * columns);
    for (let n = 0; n < indices.length; n++)
      y.set(x.subarray(indices[n] * columns, (indices[n] + 1) * columns), n * columns);
    return y;
  },

  scatterAdd(x, indices, rows, columns) {
    const total = new Float64Array(rows * columns);
    for (let n = 0; n < indices.length; n++)
      for (let i = 0; i < columns; i++) total[indices[n] * columns + i] += x[n * columns + i];
    const y = zeros(x, rows * columns);
    y.set(total);
    return y;
  },
} satisfies Partial<Kernels>;
