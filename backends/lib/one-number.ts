import type { Call } from './contract.ts';
import type { Floats } from './kernels.ts';

/** A scalar of the dtype that a call without inputs asks for. */
export const oneNumber = (x: number, { dtype }: Call): Floats =>
  dtype === 'f32' ? Float32Array.of(x) : Float64Array.of(x);
