import { type Floats, type Kernels, zeros } from '../../../backends/lib/kernels.ts';
import { stepsOf } from '../../../backends/lib/recurrence.ts';
import type { Sizes } from '../../../backends/lib/signature.ts';

/** So many steps more than the sequence the longest one of its batch has. */
const PADDING = 2;

/** The steps of x[N,T,D], one array [N,D] each, with those of padding after them: zeros, as in a batch of longer ones. */
export function padded(k: Kernels, x: Floats, sizes: Sizes): Floats[] {
  const steps = stepsOf(k, x, sizes, sizes.D);
  return [...steps, ...Array.from({ length: PADDING }, () => zeros(x, sizes.N * sizes.D))];
}
