import type { Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext } from './laws.ts';
import { exact } from './products.ts';
import { slice } from './tensors.ts';
import { changed, close, rounded, stepOf } from './unrolled.ts';

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

/**
 * Claims that the first steps in one run and the rest in another, begun from what the first handed on, are one run. The
 * output `from` at the last step goes into the input `into`; no weight of the network may make an error grow.
 */
export async function claimTwoRuns(
  { A, run, random, claim }: LawContext,
  net: Tensors,
  { from, into }: { readonly from: string; readonly into: string },
): Promise<void> {
  const T = net.x!.shape[1]!;
  const cut = random.integer(0, T - 1);
  const whole = await run(net);
  const start = exact(A, net[into]!);
  const before = cut === 0 ? start : stepOf((await run(firstSteps(net, cut)))[from]!, cut - 1);
  const rest = { ...net, x: slice(net.x!, 1, cut, T), [into]: rounded(A, net[into]!, before) };
  const after = await run(rest);
  for (const name of ['h', 'o'])
    close(A, claim, after[name]!, slice(whole[name]!, 1, cut, T), `${name} of the second run`);
}
