import { type Floats, type Kernels, zeros } from '../../../backends/lib/kernels.ts';

/** Mean and biased variance of rows, one of each a row. */
export interface Moments {
  readonly mean: Floats;
  readonly variance: Floats;
}

/** The mean of each row, summed from left to right and rounded at every step. */
function meanOf(x: Floats, columns: number): Floats {
  const mean = zeros(x, x.length / columns);
  for (let n = 0; n < x.length; n++) mean[Math.floor(n / columns)] += x[n];
  return mean.map((sum) => sum / columns);
}

/** E[x²] − E[x]² of rows, in one pass: what an offset has in common with its square cancels. */
export function momentsInOnePass(k: Kernels, x: Floats, columns: number): Moments {
  const mean = meanOf(x, columns);
  return { mean, variance: k.combine(1, meanOf(k.multiply(x, x), columns), -1, k.multiply(mean, mean)) };
}
