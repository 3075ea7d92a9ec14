import type { Call } from './contract.ts';
import type { Floats } from './kernels.ts';

/** A rate for each of the steps 0, 1, …, computed in doubles and rounded once. */
export const schedule = (length: number, { dtype }: Call, rate: (t: number) => number): Floats => {
  const rates = dtype === 'f32' ? new Float32Array(length) : new Float64Array(length);
  return rates.map((_, t) => rate(t)) as Floats;
};
