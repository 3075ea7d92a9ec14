import type { Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext } from './laws.ts';
import type { Random } from './random.ts';
import { map, reorder } from './tensors.ts';

/** What laws do with contexts[N,C] of words, of which mask[N,C] says which count, and with tables v, theta[V,D] of vectors. */

/** The words of every context in another order. */
export function shuffled(inputs: Tensors, random: Random): Tensors {
  const order = random.permutation(inputs.context!.shape[1]!);
  return {
    ...inputs,
    context: reorder(inputs.context!, 1, order),
    mask: reorder(inputs.mask!, 1, order),
  };
}

/** One vector added to all rows of theta changes no loss: every score moves by the same. */
export async function claimShiftInvariant({ run, inputs, random, claim }: LawContext): Promise<void> {
  const D = inputs.v!.shape[1]!;
  const shift = Array.from({ length: D }, () => random.integer(-8, 8) / 8);
  const theta = map(inputs.theta!, (value, n) => value + shift[n % D]!);
  const moved = await run({ ...inputs, theta });
  claim.same(moved.loss!, (await run(inputs)).loss!, 'the loss after the shift');
}
