import spec from '../spec/clip-by-value.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    for (const value of (await run(inputs)).y!.data) {
      claim.atMost(A.number(Number(options.low)), value, 'the lower end');
      claim.atMost(value, A.number(Number(options.high)), 'a result');
    }
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const [low, high] = [Number(options.low), Number(options.high)];
    (await run(inputs)).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(Math.min(Math.max(inputs.g!.data[n]!, low), high)), `number ${n}`);
    });
    const ends = map(inputs.g!, (_, n) => (n % 2 === 0 ? -0.25 : 2.5));
    const between = { ...options, low: -0.25, high: 2.5 };
    claim.same((await run({ g: ends }, between)).y!, exact(A, ends), 'y of the ends');
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const between = { ...options, low: -1.25, high: 0.75 };
    const { y } = await run(inputs, between);
    const once = map(inputs.g!, (_, n) => A.toNumber(y!.data[n]!));
    claim.same((await run({ g: once }, between)).y!, y!, 'y of what has been cut');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const steps = map(inputs.g!, () => random.integer(0, 16) / 8);
    const { y } = await run(inputs);
    const after = (await run({ g: map(inputs.g!, (x, n) => x + steps.data[n]!) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, after.data[n]!, `y of the smaller number ${n}`);
      const apart = A.sub(after.data[n]!, value);
      claim.atMost(apart, A.number(steps.data[n]!), `how far apart the results ${n} are`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const mirrored = { ...options, low: -Number(options.high), high: -Number(options.low) };
    const other = (await run({ g: map(inputs.g!, (x) => -x) }, mirrored)).y!;
    (await run(inputs)).y!.data.forEach((value, n) => {
      claim.equal(other.data[n]!, A.neg(value), `the mirrored result ${n}`);
    });
  },
  C6: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const [low, high] = [Number(options.low), Number(options.high)];
    const y = map(inputs.g!, () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { y })).g!.data.forEach((value, n) => {
      const x = inputs.g!.data[n]!;
      if (Math.fround(low) === x || Math.fround(high) === x) return;
      claim.equal(value, A.number(x > low && x < high ? y.data[n]! : 0), `the gradient of number ${n}`);
    });
  }),
});
