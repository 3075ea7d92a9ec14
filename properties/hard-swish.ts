import spec from '../spec/hard-swish.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const outside = map(inputs.x!, (x) => (x < 0 ? x - 3 : x + 3));
    (await run({ x: outside })).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(Math.max(0, outside.data[n]!)), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      const difference = A.sub(value, mirrored.data[n]!);
      claim.equal(difference, A.number(inputs.x!.data[n]!), `the difference of pair ${n}`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      claim.atMost(value, A.number(Math.max(0, inputs.x!.data[n]!)), `value ${n}`);
      claim.atMost(A.number(-3 / 8), value, `value ${n}`);
    });
    const lowest = (await run({ x: map(inputs.x!, () => -1.5) })).y!;
    for (const value of lowest.data) claim.equal(value, A.number(-3 / 8), 'the value at −3/2');
  },
  C4: withGradient(async ({ A, vjp, inputs, claim }) => {
    const y = map(inputs.x!, () => 1);
    const slopes = (await vjp(inputs, { y })).x!.data;
    const mirrored = (await vjp({ x: map(inputs.x!, (x) => -x) }, { y })).x!.data;
    slopes.forEach((slope, n) => {
      const x = inputs.x!.data[n]!;
      if (Math.abs(x) === 3) return;
      if (Math.abs(x) < 3) claim.equal(slope, A.div(A.number(2 * x + 3), A.number(6)), `slope ${n}`);
      claim.equal(A.add(slope, mirrored[n]!), A.number(1), `the sum of slopes ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const distance = A.abs(A.sub(value, A.mul(x, A.sigmoid(x))));
      claim.atMost(distance, A.number(0.1423), `the distance of value ${n} from the smooth form`);
    });
  },
});
