import type { Floats } from '../../../backends/lib/kernels.ts';

/** x with the eight bits that a bfloat16 has, the others cut off. */
export function bfloat16<F extends Floats>(x: F): F {
  const bits = new Uint32Array(Float32Array.from(x).buffer).map((word) => word & 0xffff0000);
  const cut = x.slice() as F;
  cut.set(new Float32Array(bits.buffer));
  return cut;
}
