import { apart, beside } from './columns.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { OptionReader } from './options.ts';
import { inTime, stepsOf } from './recurrence.ts';
import type { Sizes } from './signature.ts';

/** How the states of both directions become one: side by side, P = 2H wide, or added up, P = H wide. */
export interface Merge {
  readonly isSum: boolean;
  readonly P: number;
}

export function mergeOf(options: OptionReader, { H }: Sizes): Merge {
  const isSum = options.choice('merge', ['concat', 'sum']) === 'sum';
  return { isSum, P: isSum ? H : 2 * H };
}

/** h[N,T,P] of the states of either direction, step by step; the backward ones as they were computed, last step first. */
export function merged(
  k: Kernels,
  forward: readonly Floats[],
  backward: readonly Floats[],
  sizes: Sizes,
  { isSum, P }: Merge,
): Floats {
  const { H, T } = sizes;
  const joined = forward.map((h, t) => {
    const other = backward[T - 1 - t];
    return isSum ? k.combine(1, h, 1, other) : beside(h, other, H, H);
  });
  return inTime(k, joined, sizes, P);
}

/** What dh[N,T,P] gives the states of either direction, each in the order in which they were computed. */
export function parted(k: Kernels, dh: Floats, sizes: Sizes, { isSum, P }: Merge) {
  const { H } = sizes;
  const arriving = stepsOf(k, dh, sizes, P).map((step) => (isSum ? [step, step] : apart(step, H, H)));
  return {
    forward: arriving.map(([left]) => left),
    backward: arriving.map(([, right]) => right).reverse(),
  };
}

/** dx[N,T,D] from what either direction gives the steps that it read. */
export const bothWays = (
  k: Kernels,
  forward: readonly Floats[],
  backward: readonly Floats[],
  sizes: Sizes,
): Floats =>
  inTime(
    k,
    forward.map((dx, t) => k.combine(1, dx, 1, backward[sizes.T - 1 - t])),
    sizes,
    sizes.D,
  );
