import type { Tensor } from '../../spec/lib/tensor.ts';
import type { Random } from './random.ts';
import { fill } from './tensors.ts';

/** A table that sums to exactly one, in 64ths, of which `least` are in each cell. */
export function shares(like: Tensor, shape: readonly number[], random: Random, least = 0): Tensor {
  const cells = shape.reduce((product, size) => product * size, 1);
  const parts = new Array<number>(cells).fill(least);
  for (let left = 64 - cells * least; left > 0; left--) parts[random.integer(0, cells - 1)]! += 1;
  return fill(like, shape, (n) => parts[n]! / 64);
}
