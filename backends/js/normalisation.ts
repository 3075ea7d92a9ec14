import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** Two passes: E[x²] − E[x]² cancels where the mean is large. */
function moment(x: Floats, start: number, columns: number): { mean: number; variance: number } {
  let sum = 0;
  for (let i = 0; i < columns; i++) sum += x[start + i];
  const mean = sum / columns;
  let squares = 0;
  for (let i = 0; i < columns; i++) squares += (x[start + i] - mean) ** 2;
  return { mean, variance: squares / columns };
}

export const normalisation = {
  moments(x, columns) {
    const mean = zeros(x, x.length / columns);
    const variance = zeros(x, x.length / columns);
    for (let row = 0; row < mean.length; row++) {
      const ofRow = moment(x, row * columns, columns);
      mean[row] = ofRow.mean;
      variance[row] = ofRow.variance;
    }
    return { mean, variance };
  },

  normalise(x, columns, eps) {
    const y = zeros(x, x.length);
    const scale = zeros(x, x.length / columns);
    for (let row = 0; row < scale.length; row++) {
      const start = row * columns;
      const { mean, variance } = moment(x, start, columns);
      const deviation = Math.sqrt(variance + eps);
      scale[row] = 1 / deviation;
      for (let i = start; i < start + columns; i++) y[i] = (x[i] - mean) / deviation;
    }
    return { y, scale };
  },

  layerNorm(x, gamma, beta, columns, eps) {
    const y = zeros(x, x.length);
    for (let start = 0; start < x.length; start += columns) {
      const { mean, variance } = moment(x, start, columns);
      const deviation = Math.sqrt(variance + eps);
      for (let i = 0; i < columns; i++)
        y[start + i] = gamma[i] * ((x[start + i] - mean) / deviation) + beta[i];
    }
    return y;
  },

  normaliseGradient(y, scale, dy, columns) {
    const dx = zeros(y, y.length);
    for (let row = 0; row < scale.length; row++) {
      const start = row * columns;
      let sum = 0;
      let along = 0;
      for (let i = start; i < start + columns; i++) {
        sum += dy[i];
        along += dy[i] * y[i];
      }
      for (let i = start; i < start + columns; i++)
        dx[i] = scale[row] * (dy[i] - sum / columns - y[i] * (along / columns));
    }
    return dx;
  },
} satisfies Partial<Kernels>;
