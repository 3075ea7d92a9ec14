import type { Floats } from './kernels.ts';

/** log(1 + exp z) = −log σ(−z), to full relative accuracy: the two-term sum would lose what is small. */
export const softplus = <F extends Floats>(z: F): F =>
  z.map((value) => Math.max(value, 0) + Math.log1p(Math.exp(-Math.abs(value)))) as F;
