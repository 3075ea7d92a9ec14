import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** The largest of a row (NaN if one is), and Σ exp(x − largest). */
function logSumExp(x: Floats, start: number, columns: number): { top: number; total: number } {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < columns; i++) top = Math.max(top, x[start + i]);
  let total = 0;
  for (let i = 0; i < columns; i++) total += Math.exp(x[start + i] - top);
  return { top, total };
}

export const softmax = {
  softmax(x, columns) {
    const y = zeros(x, x.length);
    for (let start = 0; start < x.length; start += columns) {
      const { top, total } = logSumExp(x, start, columns);
      for (let i = 0; i < columns; i++) y[start + i] = Math.exp(x[start + i] - top) / total;
    }
    return y;
  },

  softmaxGradient(y, dy, columns) {
    const dx = zeros(y, y.length);
    for (let start = 0; start < y.length; start += columns) {
      let mean = 0;
      for (let i = 0; i < columns; i++) mean += dy[start + i] * y[start + i];
      for (let i = 0; i < columns; i++) dx[start + i] = y[start + i] * (dy[start + i] - mean);
    }
    return dx;
  },

  logSoftmax(x, columns) {
    const y = zeros(x, x.length);
    for (let start = 0; start < x.length; start += columns) {
      const { top, total } = logSumExp(x, start, columns);
      const log = Math.log(total);
      for (let i = 0; i < columns; i++) y[start + i] = x[start + i] - top - log;
    }
    return y;
  },

  logSoftmaxGradient(p, dy, columns) {
    const dx = zeros(p, p.length);
    for (let start = 0; start < p.length; start += columns) {
      let total = 0;
      for (let i = 0; i < columns; i++) total += dy[start + i];
      for (let i = 0; i < columns; i++) dx[start + i] = dy[start + i] - p[start + i] * total;
    }
    return dx;
  },
} satisfies Partial<Kernels>;
