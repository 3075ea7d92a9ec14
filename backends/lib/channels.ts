import type { Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

/** x[N,C,L] as one row of N·L numbers a channel, and back. */
export const channelsFirst = (k: Kernels, x: Floats, { N, C, L }: Sizes): Floats => k.swapAxes(x, 1, N, C, L);
export const channelsSecond = (k: Kernels, rows: Floats, { N, C, L }: Sizes): Floats =>
  k.swapAxes(rows, 1, C, N, L);

/** One number a channel, repeated along the channel's row of M. */
export const perChannel = (k: Kernels, x: Floats, M: number): Floats => k.repeat(x, x.length, M, 1);
