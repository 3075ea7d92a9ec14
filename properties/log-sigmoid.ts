import spec from '../spec/log-sigmoid.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, A.number(0), `value ${n}`);
      const difference = A.sub(value, mirrored.data[n]!);
      claim.equal(difference, A.number(inputs.x!.data[n]!), `the difference of pair ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      const sum = A.add(A.exp(value), A.exp(mirrored.data[n]!));
      claim.equal(sum, A.number(1), `the shares of pair ${n}`);
    });
  },
  C3: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    // Far enough to the right for 1 − σ(x) to have no digits.
    const wide = map(inputs.x!, (x) => 16 * x);
    const y = map(wide, () => random.integer(-8, 8) / 8);
    (await vjp({ x: wide }, { y })).x!.data.forEach((gradient, n) => {
      const slope = A.sigmoid(A.number(-wide.data[n]!));
      claim.equal(gradient, A.mul(A.number(y.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.min(0, inputs.x!.data[n]!));
      claim.atMost(value, part, `value ${n}`);
      claim.atMost(A.sub(part, A.log(A.number(2))), value, `what is log 2 below the negative part ${n}`);
    });
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const [before, here, after] = await Promise.all(
      [-step, 0, step].map(async (by) => (await run({ x: map(inputs.x!, (x) => x + by) })).y!.data),
    );
    here!.forEach((value, n) => {
      const mean = A.div(A.add(before![n]!, after![n]!), A.number(2));
      claim.atMost(mean, value, `the mean beside value ${n}`);
    });
  },
  C6: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const total = A.log(A.add(A.exp(x), A.number(1)));
      claim.equal(value, A.sub(x, total), `value ${n}`);
    });
  },
});
