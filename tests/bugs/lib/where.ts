import type { Floats } from '../../../backends/lib/kernels.ts';

/** Where a condition of x holds, and where it does not (NaN among these), as masks for `select`. */
export function where(x: Floats, holds: (value: number) => boolean) {
  const yes = Int32Array.from(x, (value) => (holds(value) ? 1 : 0));
  return { yes, no: yes.map((one) => 1 - one) };
}
