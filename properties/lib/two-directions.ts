import type { Values } from '../../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../../spec/lib/tensor.ts';
import type { LawContext, Value } from './laws.ts';
import { combine } from './products.ts';
import { map, reorder, slice } from './tensors.ts';
import { changed } from './unrolled.ts';

/** What holds of every bidirectional network x[N,T,D] -> h[N,T,F+B], the states of its forward direction first. */

/** The sequence [N,T,n] from its end. */
export function reversed<V extends Values<unknown> | Tensor>(sequence: V): V {
  const T = sequence.shape[1]!;
  return reorder(
    sequence,
    1,
    Array.from({ length: T }, (_, t) => T - 1 - t),
  );
}

/** The columns of a sequence [N,T,F+B]: the forward states [N,T,F] and the backward ones [N,T,B]. */
export const halves = (h: Values<Value>, F: number): [forward: Values<Value>, backward: Values<Value>] => [
  slice(h, 2, 0, F),
  slice(h, 2, F, h.shape[2]!),
];

/** Forward states do not move with later inputs, nor backward states with earlier ones. */
export async function claimOwnSides({ run, inputs, random, claim }: LawContext, F: number): Promise<void> {
  const step = random.integer(0, inputs.x!.shape[1]! - 1);
  const states = async (x: Tensor) => halves(stepwise((await run({ ...inputs, x })).h!, step), F);
  const [forward, backward] = await states(inputs.x!);
  const [before] = await states(changed(inputs.x!, (t) => t > step, 1));
  const [, after] = await states(changed(inputs.x!, (t) => t < step, 1));
  claim.same(before, forward, `the forward state at ${step} with later inputs changed`);
  claim.same(after, backward, `the backward state at ${step} with earlier inputs changed`);
}

/** One step of a sequence [N,T,n], still as a sequence. */
const stepwise = (h: Values<Value>, step: number): Values<Value> => slice(h, 1, step, step + 1);

/** The states of a direction do not move with these parameters of the other. */
export async function claimApart(
  { run, inputs, claim }: LawContext,
  F: number,
  parameters: { readonly forward: readonly string[]; readonly backward: readonly string[] },
): Promise<void> {
  const [forward, backward] = halves((await run(inputs)).h!, F);
  for (const name of parameters.backward) {
    const other = (await run(raised(inputs, name))).h!;
    claim.same(halves(other, F)[0], forward, `the forward half with another ${name}`);
  }
  for (const name of parameters.forward) {
    const other = (await run(raised(inputs, name))).h!;
    claim.same(halves(other, F)[1], backward, `the backward half with another ${name}`);
  }
}

const raised = (inputs: Tensors, name: string): Tensors => ({
  ...inputs,
  [name]: map(inputs[name]!, (v) => v + 1),
});

/** All positive and small, so that every state moves with every number before it by as much as can be told. */
export const rising = (inputs: Tensors, ...kept: readonly string[]): Tensors =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, tensor]) => [
      name,
      kept.includes(name) ? map(tensor, (v) => v / 32) : map(tensor, () => 1 / 8),
    ]),
  );

/** The same context, whatever the case's option, with the states side by side. */
export const sideBySide = (context: LawContext): LawContext => ({
  ...context,
  run: (inputs) => context.run(inputs, { merge: 'concat' }),
});

/** The sum is that of both halves, and the same where the directions change places on the reversed sequence. */
export async function claimMerged(
  { A, run, inputs, claim }: LawContext,
  H: number,
  forwardNames: readonly string[],
  backwardNames: readonly string[],
): Promise<void> {
  const [forward, backward] = halves((await run(inputs, { merge: 'concat' })).h!, H);
  const sum = (await run(inputs, { merge: 'sum' })).h!;
  claim.same(sum, combine(forward, backward, A.add), 'the sum');
  const exchanged = Object.fromEntries(
    forwardNames.flatMap((name, n) => [
      [name, inputs[backwardNames[n]!]!] as const,
      [backwardNames[n]!, inputs[name]!] as const,
    ]),
  );
  const other = (await run({ ...exchanged, x: reversed(inputs.x!) }, { merge: 'sum' })).h!;
  claim.same(reversed(other), sum, 'the sum with the directions exchanged');
}
