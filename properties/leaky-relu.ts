import spec from '../spec/leaky-relu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    const slope = A.number(Number(options.slope));
    y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      const parts = A.add(A.number(Math.max(0, x)), A.mul(slope, A.number(Math.min(0, x))));
      claim.equal(value, parts, `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    const slope = A.number(Number(options.slope));
    const choose = Number(options.slope) <= 1 ? A.max : A.min;
    y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      claim.equal(value, choose(x, A.mul(slope, x)), `value ${n}`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const factor = random.integer(1, 8);
    const { y } = await run(inputs);
    const scaled = (await run({ x: map(inputs.x!, (x) => factor * x) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(scaled.data[n]!, A.mul(A.number(factor), value), `scaled value ${n}`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(1, 8) / 8);
    const { x } = await vjp(inputs, { y });
    const slope = Number(options.slope);
    x!.data.forEach((gradient, n) => {
      const upstream = A.number(y.data[n]!);
      const input = inputs.x!.data[n]!;
      if (input === 0) return;
      claim.equal(gradient, A.mul(upstream, A.number(input > 0 ? 1 : slope)), `gradient ${n}`);
      claim.atMost(A.mul(upstream, A.number(Math.min(1, slope))), gradient, `the least gradient ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, options, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const least = A.mul(A.number(step), A.number(Math.min(1, Number(options.slope))));
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(least, A.sub(later.data[n]!, value), `the least growth of value ${n}`);
      const x = inputs.x!.data[n]!;
      const back = x > 0 ? value : A.div(value, A.number(Number(options.slope)));
      claim.equal(back, A.number(x), `the inverse of value ${n}`);
    });
  },
});
