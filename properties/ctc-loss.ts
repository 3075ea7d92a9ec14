import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/ctc-loss.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { wordsOf } from './lib/counted.ts';
import { type LawContext, laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

const ints = (shape: readonly number[], numbers: readonly number[]): Tensor => ({
  shape,
  data: Int32Array.from(numbers),
});

/** One sample of a batch, with some target in the place of its own. */
const withTarget = (l: Tensor, target: readonly number[], S = Math.max(1, target.length)): Tensors => ({
  l,
  t: ints(
    [1, S],
    Array.from({ length: S }, (_, n) => target[n] ?? 0),
  ),
  length: ints([1], [target.length]),
});

const targetOf = ({ t, length }: Tensors, n: number): number[] => {
  const S = t!.shape[1]!;
  return [...t!.data.slice(n * S, n * S + length!.data[n]!)];
};

/** Repeats merged, then blanks left out. */
const collapsed = (string: readonly number[], blank: number): number[] =>
  string.filter((k, s) => k !== blank && k !== string[s - 1]);

/** What a string has at all steps together, in one sample l[1,T,C]. */
const shareOf = (A: Arithmetic<Value>, { shape, data }: Tensor, string: readonly number[]): Value =>
  A.exp(A.number(string.reduce((sum, k, s) => sum + data[s * shape[2]! + k]!, 0)));

const ones = ({ l }: Tensors): Tensors => ({ loss: fill(l!, [l!.shape[0]!], () => 1) });

async function lossOf({ run }: LawContext, inputs: Tensors): Promise<Value> {
  return (await run(inputs)).loss!.data[0]!;
}

export default laws(spec, {
  C1: seldom(async (context) => {
    const { A, inputs, claim } = context;
    const [, T, C] = inputs.l!.shape as [number, number, number];
    const l = slice(inputs.l!, 0, 0, 1);
    const target = targetOf(inputs, 0);
    const strings = wordsOf(C, T).filter((word) => String(collapsed(word, C - 1)) === String(target));
    const all = A.sum(strings.map((string) => shareOf(A, l, string)));
    claim.equal(await lossOf(context, withTarget(l, target)), A.neg(A.log(all)), 'the loss');
  }),
  C2: async (context) => {
    const { A, inputs, random, claim } = context;
    // Two labels and the blank in three steps: a target of three labels has each at one step.
    const [T, C] = [3, 3];
    const l = fill(inputs.l!, [1, T, C], () => random.integer(-16, 0) / 8);
    const wholes = Array.from({ length: T }, (_, s) =>
      A.sum([0, 1, 2].map((k) => shareOf(A, slice(l, 1, s, s + 1), [k]))),
    );
    const targets = [[], [0], [1], [0, 1], [1, 0], [0, 0], [1, 1]];
    const shares = await Promise.all(
      targets.map(async (target) => A.exp(A.neg(await lossOf(context, withTarget(l, target, 2))))),
    );
    const long = [
      [0, 1, 0],
      [1, 0, 1],
    ].map((string) => shareOf(A, l, string));
    claim.equal(A.sum([...shares, ...long]), wholes.reduce(A.mul), 'the sum of all targets');
  },
  C3: withGradient(async (context) => {
    const { A, vjp, inputs, claim } = context;
    const [, T, C] = inputs.l!.shape as [number, number, number];
    const l = slice(inputs.l!, 0, 0, 1);
    const empty = { ...withTarget(l, []), t: slice(inputs.t!, 0, 0, 1) };
    const blanks = [...l.data].filter((_, n) => n % C === C - 1);
    const sum = A.neg(A.sum(blanks.map((x) => A.number(x))));
    claim.equal(await lossOf(context, empty), sum, 'the loss of an empty target');
    const gradient = (await vjp(empty, ones(empty))).l!;
    for (let n = 0; n < T * C; n++)
      claim.equal(gradient.data[n]!, A.number(n % C === C - 1 ? -1 : 0), `gradient ${n} of an empty target`);
  }),
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [N, T, C] = inputs.l!.shape as [number, number, number];
    const [step, more] = [random.integer(0, T - 1), random.integer(-16, 16) / 8];
    const l = map(inputs.l!, (x, n) => (Math.floor(n / C) % T === step ? x + more : x));
    const [before, after] = [(await run(inputs)).loss!, (await run({ ...inputs, l })).loss!];
    const gradient = (await vjp(inputs, ones(inputs))).l!;
    for (let n = 0; n < N; n++)
      claim.equal(A.sub(before.data[n]!, after.data[n]!), A.number(more), `what loss ${n} loses`);
    for (let row = 0; row < N * T; row++) {
      const slopes = gradient.data.slice(row * C, (row + 1) * C);
      claim.equal(A.sum(slopes), A.number(-1), `the sum of the gradient at step ${row}`);
      for (const slope of slopes) {
        claim.atMost(A.number(-1), slope, 'a gradient');
        claim.atMost(slope, A.number(0), 'a gradient');
      }
    }
  }),
  C5: async (context) => {
    const { inputs, claim } = context;
    const T = inputs.l!.shape[1]!;
    const l = slice(inputs.l!, 0, 0, 1);
    const target = targetOf(inputs, 0);
    const turned = reorder(
      l,
      1,
      Array.from({ length: T }, (_, s) => T - 1 - s),
    );
    const back = await lossOf(context, withTarget(turned, target.toReversed()));
    claim.equal(back, await lossOf(context, withTarget(l, target)), 'the loss backwards');
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [, T, C] = inputs.l!.shape as [number, number, number];
    const S = inputs.t!.shape[1]!;
    const counts = (at: number) => {
      const k = at % C;
      return k === C - 1 || targetOf(inputs, Math.floor(at / (T * C))).includes(k);
    };
    const other = {
      ...inputs,
      l: map(inputs.l!, (x, at) => (counts(at) ? x : 3 - 2 * x)),
      t: map(inputs.t!, (k, at) =>
        at % S < inputs.length!.data[Math.floor(at / S)]! ? k : random.integer(0, C - 2),
      ),
    };
    claim.same((await run(other)).loss!, (await run(inputs)).loss!, 'the loss with other classes');
    const gradient = (await vjp(inputs, ones(inputs))).l!;
    for (const [at, value] of gradient.data.entries())
      if (!counts(at)) claim.equal(value, A.number(0), `gradient ${at}`);
  }),
  C7: async ({ run, inputs, random, claim }) => {
    const C = inputs.l!.shape[2]!;
    const names = random.permutation(C - 1);
    const renamed = {
      ...inputs,
      l: reorder(inputs.l!, 2, [...names, C - 1]),
      t: map(inputs.t!, (k) => names.indexOf(k)),
    };
    claim.same((await run(renamed)).loss!, (await run(inputs)).loss!, 'the loss of renumbered labels');
  },
});
