import spec from '../spec/hard-sigmoid.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(x >= 3 ? 1 : 0), value, `value ${n}`);
      claim.atMost(value, A.number(x <= -3 ? 0 : 1), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(A.add(value, mirrored.data[n]!), A.number(1), `the sum of values ${n}`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const sixth = A.div(A.number(step), A.number(6));
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), sixth, `the growth of value ${n}`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { y })).x!.data.forEach((gradient, n) => {
      const size = Math.abs(inputs.x!.data[n]!);
      if (size === 3) return;
      const slope = size < 3 ? A.ratio(1n, 6n) : A.number(0);
      claim.equal(gradient, A.mul(A.number(y.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const distance = A.abs(A.sub(value, A.sigmoid(A.number(inputs.x!.data[n]!))));
      claim.atMost(distance, A.number(0.0693), `the distance of value ${n} from the sigmoid`);
    });
  },
});
