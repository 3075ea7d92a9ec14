import spec from '../spec/silu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      const difference = A.sub(value, mirrored.data[n]!);
      claim.equal(difference, A.number(inputs.x!.data[n]!), `the difference of pair ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.max(0, inputs.x!.data[n]!));
      claim.atMost(value, part, `value ${n}`);
      claim.atMost(A.sub(part, value), A.number(0.27847), `what value ${n} is below the positive part`);
    });
  },
  C3: withGradient(async ({ A, vjp, inputs, claim }) => {
    const y = map(inputs.x!, () => 1);
    const slopes = (await vjp(inputs, { y })).x!.data;
    const mirrored = (await vjp({ x: map(inputs.x!, (x) => -x) }, { y })).x!.data;
    slopes.forEach((slope, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const rest = A.add(A.number(1), A.mul(x, A.sigmoid(A.neg(x))));
      claim.equal(slope, A.mul(A.sigmoid(x), rest), `slope ${n}`);
      claim.equal(A.add(slope, mirrored[n]!), A.number(1), `the sum of slopes ${n}`);
      claim.atMost(A.number(-0.1), slope, `slope ${n}`);
      claim.atMost(slope, A.number(1.1), `slope ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 8) / 8;
    // From −1.25 to the right, from −1.375 to the left.
    const start = map(inputs.x!, (x) => (x < -1.25 ? x : Math.max(x, -1.25)));
    const next = map(start, (x) => (x < -1.25 ? x - step : x + step));
    const { y } = await run({ x: start });
    const later = (await run({ x: next })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}, nearer to the least`);
      if (start.data[n]! < -1.25) claim.atMost(later.data[n]!, A.number(0), `value ${n} to the left`);
    });
  },
  C5: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const square = A.power(x, 2);
      const parabola = A.add(A.div(x, A.number(2)), A.div(square, A.number(4)));
      const bound = A.div(A.power(square, 2), A.number(48));
      claim.atMost(A.abs(A.sub(value, parabola)), bound, `the distance of value ${n} from the parabola`);
    });
  },
});
