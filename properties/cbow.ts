import spec from '../spec/cbow.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { claimShiftInvariant, shuffled } from './lib/contexts.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';

/** The first context of the inputs with every word of the vocabulary in turn for its target. */
function everyTarget(inputs: Tensors): Tensors {
  const [V, C] = [inputs.v!.shape[0]!, inputs.context!.shape[1]!];
  const repeated = (name: string) => fill(inputs[name]!, [V, C], (n) => inputs[name]!.data[n % C]!);
  return {
    ...inputs,
    context: repeated('context'),
    mask: repeated('mask'),
    target: fill(inputs.target!, [V], (n) => n),
  };
}

/** The first context alone. */
const first = (inputs: Tensors): Tensors => ({
  ...inputs,
  context: slice(inputs.context!, 0, 0, 1),
  mask: slice(inputs.mask!, 0, 0, 1),
  target: slice(inputs.target!, 0, 0, 1),
});

const wordsIn = ({ mask }: Tensors): number => [...mask!.data].reduce((sum, m) => sum + m, 0);

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const other = shuffled(inputs, random);
    claim.same((await run(other)).loss!, (await run(inputs)).loss!, 'the loss of reordered contexts');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { loss } = await run(everyTarget(inputs));
    const probabilities = loss!.data.map((value) => A.exp(A.neg(value)));
    claim.equal(A.sum(probabilities), A.number(1), 'the sum of the probabilities');
  },
  C3: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    // Every place of the one context has a word of its own, so that each gradient is that of one place.
    const C = inputs.context!.shape[1]!;
    const D = inputs.v!.shape[1]!;
    const table = () => fill(inputs.v!, [C, D], () => random.integer(-8, 8) / 8);
    const target = random.integer(0, C - 1);
    const apart = {
      v: table(),
      theta: table(),
      context: fill(inputs.context!, [1, C], (c) => c),
      mask: slice(inputs.mask!, 0, 0, 1),
      target: fill(inputs.target!, [1], () => target),
    };
    const { loss } = await run(everyTarget(apart));
    const P = loss!.data.map((value) => A.exp(A.neg(value)));
    const theta = (u: number, d: number) => A.number(apart.theta.data[u * D + d]!);
    const divisor = A.number(options.combine === 'mean' ? wordsIn(apart) : 1);
    const { v } = await vjp(apart, { loss: fill(inputs.v!, [1], () => 1) });
    v!.data.forEach((gradient, n) => {
      const [c, d] = [Math.floor(n / D), n % D];
      const expected = A.sum(P.map((p, u) => A.mul(p, theta(u, d))));
      const whole = A.sub(expected, theta(target, d));
      const share = apart.mask.data[c] === 1 ? A.div(whole, divisor) : A.number(0);
      claim.equal(gradient, share, `the gradient of v[${c},${d}]`);
    });
  }),
  C4: async ({ run, inputs, claim }) => {
    const one = first(inputs);
    const longer = { ...one, v: map(one.v!, (value) => wordsIn(one) * value) };
    const mean = (await run(longer, { combine: 'mean' })).loss!;
    claim.same(mean, (await run(one, { combine: 'sum' })).loss!, 'the loss of the mean of longer vectors');
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const [V, D] = inputs.v!.shape as [number, number];
    const row = Array.from({ length: D }, () => random.integer(-8, 8) / 8);
    const same = map(inputs.v!, (_, n) => row[n % D]!);
    for (const loss of (await run({ ...inputs, v: same, theta: same })).loss!.data)
      claim.equal(loss, A.log(A.number(V)), 'the loss of words that are all alike');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    // Two words, of which either predicts the other: P(a | b) is p where they are equal, 1 − p where not.
    const [a, b] = [random.integer(8, 16) / 8, random.integer(8, 16) / 8];
    const tables = {
      v: fill(inputs.v!, [2, 1], (n) => (n === 0 ? a : -a)),
      theta: fill(inputs.v!, [2, 1], (n) => (n === 0 ? b : -b)),
      mask: fill(inputs.mask!, [2, 1], () => 1),
    };
    const p = A.sigmoid(A.number(2 * a * b));
    const rest = A.sub(A.number(1), p);
    const likelihoods: Value[] = [];
    for (const text of [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]) {
      const { loss } = await run({
        ...tables,
        context: fill(inputs.context!, [2, 1], (n) => text[1 - n]!),
        target: fill(inputs.target!, [2], (n) => text[n]!),
      });
      const each = text[0] === text[1] ? p : rest;
      claim.equal(A.sum(loss!.data), A.neg(A.log(A.mul(each, each))), `the summed loss of (${text})`);
      likelihoods.push(A.exp(A.neg(A.sum(loss!.data))));
    }
    claim.atMost(A.ratio(9n, 8n), A.sum(likelihoods), '9/8 beside the sum over all texts');
  },
  C7: claimShiftInvariant,
});
