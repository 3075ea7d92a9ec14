import { type Floats, type Kernels, zeros } from './kernels.ts';

/** x/(1 − p) where the mask is 1, else 0: selected, not multiplied, so that a dropped ∞ leaves nothing behind. */
export const dropped = (k: Kernels, x: Floats, mask: Int32Array, p: number): Floats =>
  k.select(mask, k.divide(x, zeros(x, 1).fill(1 - p)), 0);
