import { type Floats, type Kernels, zeros } from './kernels.ts';

const below = (x: Floats): Int32Array => Int32Array.from(x, (value) => (value <= -3 ? 0 : 1));
const above = (x: Floats): Int32Array => Int32Array.from(x, (value) => (value >= 3 ? 0 : 1));

/** (x + 3)/6 between −3 and 3, 0 and 1 outside; NaN is on neither side. */
export function hardSigmoid(k: Kernels, x: Floats): Floats {
  const line = k.divide(k.affine(1, x, 3), zeros(x, 1).fill(6));
  return k.select(above(x), k.select(below(x), line, 0), 1);
}

/** dy/6 between −3 and 3, 0 outside. */
export const hardSigmoidGradient = (k: Kernels, x: Floats, dy: Floats): Floats =>
  k.select(above(x), k.select(below(x), k.divide(dy, zeros(x, 1).fill(6)), 0), 0);
