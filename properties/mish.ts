import spec from '../spec/mish.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const part = A.number(Math.max(0, inputs.x!.data[n]!));
      claim.atMost(value, part, `value ${n}`);
      claim.atMost(A.sub(part, value), A.number(0.30885), `what value ${n} is below the positive part`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const one = A.number(1);
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const square = A.power(A.add(one, A.exp(x)), 2);
      const gate = A.div(A.sub(square, one), A.add(square, one));
      claim.equal(value, A.mul(x, gate), `value ${n}`);
    });
  },
  C3: withGradient(async ({ A, vjp, inputs, claim }) => {
    const slopes = (await vjp(inputs, { y: map(inputs.x!, () => 1) })).x!.data;
    slopes.forEach((slope, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const gate = A.tanh(A.softplus(x));
      const bend = A.mul(A.sub(A.number(1), A.mul(gate, gate)), A.sigmoid(x));
      claim.equal(slope, A.add(gate, A.mul(x, bend)), `slope ${n}`);
      claim.atMost(A.number(-0.113), slope, `slope ${n}`);
      claim.atMost(slope, A.number(1.0886), `slope ${n}`);
    });
  }),
  C4: async ({ run, inputs, random, claim }) => {
    const step = random.integer(1, 8) / 8;
    // From −1.125 to the right, from −1.25 to the left.
    const start = map(inputs.x!, (x) => (x < -1.125 ? x : Math.max(x, -1.125)));
    const next = map(start, (x) => (x < -1.125 ? x - step : x + step));
    const { y } = await run({ x: start });
    const later = (await run({ x: next })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}, nearer to the least`);
    });
  },
  C5: async ({ A, run, inputs, claim }) => {
    const right = map(inputs.x!, (x) => Math.abs(x));
    (await run({ x: right })).y!.data.forEach((value, n) => {
      const x = A.number(right.data[n]!);
      const missing = A.sub(x, value);
      const most = A.mul(A.mul(A.number(2), x), A.exp(A.mul(A.number(-2), x)));
      claim.atMost(A.number(0), missing, `what value ${n} is below x`);
      claim.atMost(missing, most, `what value ${n} is below x`);
    });
  },
  C6: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const x = map(inputs.x!, () => 0);
    for (const value of (await run({ x })).y!.data) claim.equal(value, A.number(0), 'the value at zero');
    const slopes = (await vjp({ x }, { y: map(x, () => 1) })).x!.data;
    for (const slope of slopes) claim.equal(slope, A.ratio(3n, 5n), 'the slope at zero');
  }),
});
