import { type Floats, type Kernels, zeros } from './kernels.ts';
import type { OptionReader } from './options.ts';
import type { Sizes } from './signature.ts';

/** A mean of vectors, or their sum. */
export const combination = (options: OptionReader): { readonly mean: boolean } => ({
  mean: options.choice('combine', ['mean', 'sum']) === 'mean',
});

/** One number for each of x[N·C] D times: [N,C,D]. */
const spread = (mask: Int32Array, D: number): Int32Array =>
  Int32Array.from({ length: mask.length * D }, (_, n) => mask[Math.floor(n / D)]);

/** x[N,D] over the number of words in its context, for a mean. */
function shared(k: Kernels, x: Floats, mask: Int32Array, mean: boolean, { N, C, D }: Sizes): Floats {
  if (!mean) return x;
  const present = zeros(x, mask.length);
  present.set(mask);
  return k.divide(x, k.repeat(k.sum(present, N, C, 1), N, D, 1));
}

/** The vectors v[V,D] of the words context[N,C], where mask[N,C] is 1, as their mean or their sum [N,D]. */
export function contextVectors(
  k: Kernels,
  v: Floats,
  context: Int32Array,
  mask: Int32Array,
  mean: boolean,
  sizes: Sizes,
): Floats {
  const { N, C, D } = sizes;
  const seen = k.select(spread(mask, D), k.gather(v, context, D), 0);
  return shared(k, k.sum(seen, N, C, D), mask, mean, sizes);
}

/** dv[V,D] from dx[N,D]: each word of a context receives the same. */
export function contextGradient(
  k: Kernels,
  context: Int32Array,
  mask: Int32Array,
  dx: Floats,
  mean: boolean,
  sizes: Sizes,
): Floats {
  const { N, C, D, V } = sizes;
  const each = k.repeat(shared(k, dx, mask, mean, sizes), N, C, D);
  return k.scatterAdd(k.select(spread(mask, D), each, 0), context, V, D);
}
