import type { Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext } from './laws.ts';
import { slice } from './tensors.ts';
import { changed } from './unrolled.ts';

/** Only the first steps of the sequence x[N,T,n]. */
export const firstSteps = (inputs: Tensors, steps: number): Tensors => ({
  ...inputs,
  x: slice(inputs.x!, 1, 0, steps),
});

/** Claims that these outputs [N,T,n] do not change at the first steps when later inputs change or are cut off. */
export async function claimCausal(
  { run, inputs, random, claim }: LawContext,
  outputs: readonly string[],
): Promise<void> {
  const steps = random.integer(1, inputs.x!.shape[1]!);
  const whole = await run(inputs);
  const cut = await run(firstSteps(inputs, steps));
  const other = await run({ ...inputs, x: changed(inputs.x!, (t) => t >= steps, 1) });
  for (const name of outputs) {
    const start = slice(whole[name]!, 1, 0, steps);
    claim.same(cut[name]!, start, `${name} of the first steps alone`);
    claim.same(slice(other[name]!, 1, 0, steps), start, `${name} before the changed inputs`);
  }
}
