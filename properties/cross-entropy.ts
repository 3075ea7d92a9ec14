import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { AllValues } from '../reference/lib/evaluate.ts';
import spec from '../spec/cross-entropy.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import type { Random } from './lib/random.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

/** The sum over the samples, whichever reduction was asked for. */
function summed(
  A: Arithmetic<Value>,
  { loss }: AllValues<Value>,
  { t }: Tensors,
  { reduction }: OptionValues,
): Value {
  return A.mul(A.number(reduction === 'mean' ? t!.shape[0]! : 1), loss!.data[0]!);
}

/** Distributions of this shape in 64ths, whose sums are exactly one; `least` 64ths at least in each class. */
function dyadic(like: Tensor, [N, K]: readonly number[], random: Random, least: number): Tensor {
  const parts = Array.from({ length: N! }, () => {
    const lane = new Array<number>(K!).fill(least);
    for (let left = 64 - K! * least; left > 0; left--) lane[random.integer(0, K! - 1)]! += 1;
    return lane;
  }).flat();
  return fill(like, [N!, K!], (n) => parts[n]! / 64);
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, random, claim }) => {
    const t = dyadic(inputs.t!, inputs.t!.shape, random, 0);
    const y = dyadic(inputs.y!, inputs.y!.shape, random, 1);
    const p = [...t.data].filter((share) => share > 0).map((share) => A.number(share));
    const entropy = A.neg(A.sum(p.map((share) => A.mul(share, A.log(share)))));
    claim.atMost(entropy, summed(A, await run({ t, y }), inputs, options), 'the entropy');
    const own = summed(A, await run({ t, y: t }), inputs, options);
    claim.equal(own, entropy, 'the loss of the target itself');
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const K = inputs.t!.shape[1]!;
    const ends = A.log(A.number(K));
    const loss = async (p: Tensor) => (await run({ t: p, y: p })).loss!.data[0]!;
    const mixed = await loss(dyadic(inputs.t!, [1, K], random, 0));
    claim.atMost(A.number(0), mixed, 'the entropy');
    claim.atMost(mixed, ends, 'the entropy');
    const certain = fill(inputs.t!, [1, K], (k) => (k === 0 ? 1 : 0));
    claim.equal(await loss(certain), A.number(0), 'the entropy of a certain class');
    if (Number.isInteger(Math.log2(K)))
      claim.equal(await loss(fill(inputs.t!, [1, K], () => 1 / K)), ends, 'the entropy of equal classes');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const K = Math.max(2, inputs.t!.shape[1]!);
    const chosen = random.integer(0, K - 1);
    const t = fill(inputs.t!, [1, K], (k) => (k === chosen ? 1 : 0));
    let before: Value | undefined;
    for (const share of [1, 8, 32, 64]) {
      const rest = (64 - share) / 64;
      const other = (chosen + 1) % K;
      const y = fill(inputs.y!, [1, K], (k) => (k === chosen ? share / 64 : k === other ? rest : 0));
      const { loss } = await run({ t, y });
      claim.equal(loss!.data[0]!, A.neg(A.log(A.number(share / 64))), `the loss at probability ${share}/64`);
      if (before) claim.atMost(loss!.data[0]!, before, 'the loss of a larger probability');
      before = loss!.data[0]!;
    }
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const t = dyadic(inputs.t!, [1, 2], random, 0);
    const y = dyadic(inputs.y!, [1, 2], random, 1);
    const [p, q] = [A.number(t.data[0]!), A.number(y.data[0]!)];
    const no = A.mul(A.sub(A.number(1), p), A.log(A.sub(A.number(1), q)));
    const binary = A.neg(A.add(A.mul(p, A.log(q)), no));
    claim.equal((await run({ t, y })).loss!.data[0]!, binary, 'the loss of two classes');
  },
  C5: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = dyadic(inputs.y!, inputs.y!.shape, random, 1);
    const gradients = await vjp({ t: inputs.t!, y }, { loss: fill(y, [], () => 1) });
    const divisor = A.number(options.reduction === 'mean' ? y.shape[0]! : 1);
    y.data.forEach((share, n) => {
      const [p, q] = [A.number(inputs.t!.data[n]!), A.number(share)];
      claim.equal(
        gradients.y!.data[n]!,
        A.neg(A.div(A.div(p, q), divisor)),
        `the gradient by prediction ${n}`,
      );
      claim.equal(gradients.t!.data[n]!, A.neg(A.div(A.log(q), divisor)), `the gradient by target ${n}`);
    });
  }),
  C6: async ({ A, run, inputs, random, claim }) => {
    const y = dyadic(inputs.y!, inputs.y!.shape, random, 1);
    const [one, other] = [0, 0].map((least) => dyadic(inputs.t!, inputs.t!.shape, random, least));
    const mixed = map(one!, (share, n) => (share + 3 * other!.data[n]!) / 4);
    const loss = async (t: Tensor) => (await run({ t, y })).loss!.data[0]!;
    const expected = A.div(A.add(await loss(one!), A.mul(A.number(3), await loss(other!))), A.number(4));
    claim.equal(await loss(mixed), expected, 'the loss of a mixed target');
  },
  C7: async ({ A, run, inputs, options, random, claim }) => {
    const y = dyadic(inputs.y!, inputs.y!.shape, random, 1);
    const order = random.permutation(y.shape[1]!);
    const whole = await run({ t: inputs.t!, y });
    const reordered = { t: reorder(inputs.t!, 1, order), y: reorder(y, 1, order) };
    claim.same((await run(reordered)).loss!, whole.loss!, 'the loss after reordering');
    const samples = await Promise.all(
      Array.from({ length: y.shape[0]! }, async (_, n) => {
        const one = { t: slice(inputs.t!, 0, n, n + 1), y: slice(y, 0, n, n + 1) };
        return (await run(one)).loss!.data[0]!;
      }),
    );
    claim.equal(summed(A, whole, inputs, options), A.sum(samples), 'the summed loss');
  },
});
