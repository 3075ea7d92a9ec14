import spec from '../spec/prelu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const [slope, f] of [
      [0, (x: number) => Math.max(0, x)],
      [1, (x: number) => x],
      [-1, Math.abs],
    ] as const) {
      const { y } = await run({ ...inputs, a: map(inputs.a!, () => slope) });
      y!.data.forEach((value, n) => {
        claim.equal(value, A.number(f(inputs.x!.data[n]!)), `value ${n} with slope ${slope}`);
      });
    }
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const factor = random.integer(0, 8);
    const { y } = await run(inputs);
    const scaled = (await run({ ...inputs, x: map(inputs.x!, (x) => factor * x) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(scaled.data[n]!, A.mul(A.number(factor), value), `scaled value ${n}`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      const slope = inputs.a!.data[n % inputs.a!.data.length]!;
      const choose = slope <= 1 ? Math.max : Math.min;
      claim.equal(value, A.number(choose(x, slope * x)), `value ${n}`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const channels = inputs.a!.data.length;
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradients = await vjp(inputs, { y });
    const sums = new Array<number>(channels).fill(0);
    gradients.x!.data.forEach((gradient, n) => {
      const x = inputs.x!.data[n]!;
      const upstream = y.data[n]!;
      sums[n % channels]! += upstream * Math.min(0, x);
      if (x === 0) return;
      const slope = x > 0 ? 1 : inputs.a!.data[n % channels]!;
      claim.equal(gradient, A.number(upstream * slope), `the gradient by input ${n}`);
    });
    sums.forEach((sum, c) => {
      claim.equal(gradients.a!.data[c]!, A.number(sum), `the gradient by slope ${c}`);
    });
  }),
  C5: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    // Half the sum of squares has the curvature Σ min(0, x)² ≤ 16·N in each slope; eighths keep every number exact.
    const rate = 2 ** -10;
    const outputs = (x: number, n: number) => (x > 0 ? x : inputs.a!.data[n % inputs.a!.data.length]! * x);
    const { a } = await vjp(inputs, { y: map(inputs.x!, outputs) });
    const moved = map(inputs.a!, (slope, c) => slope - rate * A.toNumber(a!.data[c]!));
    const loss = async (slopes: typeof moved) =>
      A.sum((await run({ ...inputs, a: slopes })).y!.data.map((value) => A.mul(value, value)));
    claim.atMost(await loss(moved), await loss(inputs.a!), 'the loss after the step');
  }),
});
