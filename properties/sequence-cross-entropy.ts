import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/sequence-cross-entropy.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { lanes, map, reorder } from './lib/tensors.ts';
import { tensorOf } from './lib/unrolled.ts';

type Sequence = Record<'z' | 't' | 'mask', Tensor>;

/** The softmax of every step's scores, one after the other. */
const predictions = (A: Arithmetic<Value>, z: Tensor): Value[][] =>
  lanes({ shape: z.shape, data: [...z.data] }, 2).map((scores) => {
    const powers = scores.map((score) => A.exp(A.number(score)));
    const sum = A.sum(powers);
    return powers.map((power) => A.div(power, sum));
  });

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, x) => total + x, 0);
const SUM = { reduction: 'sum' };
const MEAN = { reduction: 'mean' };

export default laws(spec, {
  C1: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { z, mask } = inputs as Sequence;
    const [, T, K] = z.shape as [number, number, number];
    const steps = random.integer(0, T);
    const one = tensorOf(z, [], [1]);
    for (const selected of [mask, map(mask, (_, n) => (n % T < steps ? 1 : 0))]) {
      const other = map(z, (score, n) => (selected.data[Math.floor(n / K)] === 1 ? score : 3 - 2 * score));
      const before = await run({ ...inputs, mask: selected });
      claim.same((await run({ ...inputs, z: other, mask: selected })).loss!, before.loss!, 'the loss');
      const gradient = (await vjp({ ...inputs, mask: selected }, { loss: one })).z!;
      for (const [n, value] of gradient.data.entries())
        if (selected.data[Math.floor(n / K)] !== 1)
          claim.equal(value, A.number(0), `the gradient of score ${n}`);
    }
  }),
  C2: async ({ A, run, inputs, claim }) => {
    const { z, t, mask } = inputs as Sequence;
    const shares = predictions(A, z).map((shares, n) =>
      mask.data[n] === 1 ? shares[t.data[n]!]! : A.number(1),
    );
    const { loss } = await run(inputs, SUM);
    claim.equal(loss!.data[0]!, A.neg(A.log(shares.reduce(A.mul))), 'the loss');
  },
  C3: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const { z, t, mask } = inputs as Sequence;
    const sent = random.integer(1, 8) / 8;
    const gradient = (await vjp(inputs, { loss: tensorOf(z, [], [sent]) })).z!;
    const share = options.reduction === 'mean' ? Math.max(sum(mask.data), 1) : 1;
    const steps = lanes(gradient, 2);
    for (const [n, prediction] of predictions(A, z).entries())
      for (const [k, p] of prediction.entries()) {
        const pull = A.sub(p, A.number(Number(k === t.data[n])));
        const expected =
          mask.data[n] === 1 ? A.div(A.mul(A.number(sent), pull), A.number(share)) : A.number(0);
        claim.equal(steps[n]![k]!, expected, `the gradient of class ${k} at step ${n}`);
      }
  }),
  C4: async ({ A, run, inputs, claim }) => {
    const whole = (await run(inputs, SUM)).loss!.data[0]!;
    const mean = (await run(inputs, MEAN)).loss!.data[0]!;
    claim.equal(A.mul(mean, A.number(sum(inputs.mask!.data))), whole, 'the mean times the steps');
  },
  C5: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const nothing: Tensors = { ...inputs, mask: map(inputs.mask!, () => 0) };
    for (const options of [SUM, MEAN]) {
      claim.equal((await run(nothing, options)).loss!.data[0]!, A.number(0), 'the loss of nothing');
      const { z } = await vjp(nothing, { loss: tensorOf(inputs.z!, [], [1]) }, options);
      for (const value of z!.data) claim.equal(value, A.number(0), 'the gradient of nothing');
    }
  }),
  C6: async ({ run, inputs, random, claim }) => {
    const axis = random.integer(0, 1);
    const order = random.permutation(inputs.z!.shape[axis]!);
    const reordered = Object.entries(inputs).map(([name, one]) => [name, reorder(one, axis, order)] as const);
    const { loss } = await run(Object.fromEntries(reordered));
    claim.same(loss!, (await run(inputs)).loss!, 'the loss of the reordered steps');
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const { z, mask } = inputs as Sequence;
    const fate = mask.data.map(() => random.integer(0, 2));
    const lossOf = async (selected: Tensor, options: typeof SUM) =>
      (await run({ ...inputs, mask: selected }, options)).loss!.data[0]!;
    const parts = await Promise.all(
      [0, 1, 2].map((kind) =>
        lossOf(
          map(mask, (m, n) => (fate[n] === kind ? m : 0)),
          SUM,
        ),
      ),
    );
    claim.equal(await lossOf(mask, SUM), A.sum(parts), 'the loss of all selected steps');
    // Two steps are selected, and one was kept as it was: it is the harder one.
    const two = {
      z: tensorOf(z, [1, 2, 2], [random.integer(1, 8), 0, 0, random.integer(1, 8)]),
      t: { shape: [1, 2], data: Int32Array.of(0, 0) },
    };
    const mean = async (...selected: number[]) =>
      (await run({ ...two, mask: { shape: [1, 2], data: Int32Array.from(selected) } }, MEAN)).loss!.data[0]!;
    const [both, covered, kept] = [await mean(1, 1), await mean(1, 0), await mean(0, 1)];
    claim.equal(A.add(both, both), A.add(covered, kept), 'twice the mean of both');
    claim.atMost(A.add(covered, A.number(0.25)), both, 'the loss of the covered step alone, and more');
  },
});
