import spec from '../spec/squared-error.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    claim.atMost(A.number(0), (await run(inputs)).loss!.data[0]!, 'the loss');
    const { loss } = await run({ y: inputs.t!, t: inputs.t! });
    claim.equal(loss!.data[0]!, A.number(0), 'the loss of the targets themselves');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const { loss } = await run(inputs);
    claim.same((await run({ y: inputs.t!, t: inputs.y! })).loss!, loss!, 'the loss after the exchange');
    const shift = random.integer(-64, 64) / 8;
    const y = map(inputs.y!, (x) => x + shift);
    const t = map(inputs.t!, (x) => x + shift);
    claim.same((await run({ y, t })).loss!, loss!, 'the loss after the shift');
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { loss } = await run(inputs);
    const y = map(inputs.y!, (x, n) => 2 * x - inputs.t!.data[n]!);
    const doubled = (await run({ y, t: inputs.t! })).loss!.data[0]!;
    claim.equal(doubled, A.mul(A.number(4), loss!.data[0]!), 'the loss of doubled residuals');
  },
  C4: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const N = inputs.y!.shape[0]!;
    const cut = random.integer(0, N - 1);
    const one = { loss: fill(inputs.y!, [], () => 1) };
    const { y } = await vjp(inputs, one);
    const parts: Value[] = [];
    for (const [from, to] of [
      [0, cut],
      [cut, N],
    ] as const) {
      if (from === to) continue;
      const batch = { y: slice(inputs.y!, 0, from, to), t: slice(inputs.t!, 0, from, to) };
      const weight = options.reduction === 'mean' ? A.div(A.number(to - from), A.number(N)) : A.number(1);
      const { shape, data } = (await vjp(batch, one)).y!;
      const weighted = { shape, data: data.map((gradient) => A.mul(weight, gradient)) };
      claim.same(weighted, slice(y!, 0, from, to), `the gradient of samples ${from} … ${to - 1}`);
      parts.push(A.mul(weight, (await run(batch)).loss!.data[0]!));
    }
    claim.equal(A.sum(parts), (await run(inputs)).loss!.data[0]!, 'the sum over the mini-batches');
  }),
  C5: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const { y, t } = await vjp(inputs, { loss: fill(inputs.y!, [], () => 1) });
    const count = A.number(inputs.y!.data.length);
    y!.data.forEach((gradient, n) => {
      const residual = A.number(inputs.y!.data[n]! - inputs.t!.data[n]!);
      const twice = A.add(residual, residual);
      const expected = { 'half-sum': residual, sum: twice, mean: A.div(twice, count) }[
        String(options.reduction)
      ]!;
      claim.equal(gradient, expected, `the gradient by prediction ${n}`);
      claim.equal(t!.data[n]!, A.neg(expected), `the gradient by target ${n}`);
    });
  }),
  C6: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.y!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.y!, (x, n) => (x + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [inputs.y!, other, between].map(async (y) => (await run({ y, t: inputs.t! })).loss!.data[0]!),
    );
    claim.atMost(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
  },
  C7: async ({ A, run, inputs, options, claim }) => {
    const [N, K] = inputs.y!.shape as [number, number];
    const twice = (name: 'y' | 't') =>
      fill(inputs[name]!, [2 * N, K], (n) => inputs[name]!.data[n % (N * K)]!);
    const once = (await run(inputs)).loss!.data[0]!;
    const { loss } = await run({ y: twice('y'), t: twice('t') });
    const factor = options.reduction === 'mean' ? 1 : 2;
    claim.equal(loss!.data[0]!, A.mul(A.number(factor), once), 'the loss of every sample twice');
  },
});
