import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/selu.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

const LAMBDA = 1.0507009873554805;
const ALPHA = 1.6732632423543772;
const FLOOR = LAMBDA * ALPHA;

/** A constant, within two roundings. */
const near = (A: Arithmetic<Value>, x: number): Value =>
  A.join(A.number(x * (1 - 2 ** -51)), A.number(x * (1 + 2 ** -51)));

/** A normal density on the grid of 64ths from −8 to 8. */
const GRID = Array.from({ length: 1025 }, (_, n) => (n - 512) / 64);
const DENSITY = GRID.map((u) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI) / 64);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(-FLOOR - 2 ** -50), value, `value ${n}`);
      if (x <= 0) claim.atMost(value, A.number(0), `value ${n}`);
      else claim.equal(value, A.mul(near(A, LAMBDA), A.number(x)), `value ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run({ x: fill(inputs.x!, [GRID.length], (n) => GRID[n]!) });
    const mean = A.sum(y!.data.map((value, n) => A.mul(value, A.number(DENSITY[n]!))));
    const square = A.sum(y!.data.map((value, n) => A.mul(A.mul(value, value), A.number(DENSITY[n]!))));
    // The kink costs the trapezoidal rule h²/12 of the density at 0, times the jump of the slope.
    claim.atMost(A.abs(mean), A.number(1e-4), 'the mean');
    claim.atMost(A.abs(A.sub(square, A.number(1))), A.number(1e-4), 'the error of the mean square');
  },
  C3: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const upstream = map(inputs.x!, () => random.integer(1, 8) / 8);
    const { y } = await run(inputs);
    (await vjp(inputs, { y: upstream })).x!.data.forEach((gradient, n) => {
      const x = inputs.x!.data[n]!;
      claim.atMost(A.number(0), gradient, `gradient ${n}`);
      if (x === 0) return;
      const slope = x > 0 ? near(A, LAMBDA) : A.add(y!.data[n]!, near(A, FLOOR));
      claim.equal(gradient, A.mul(A.number(upstream.data[n]!), slope), `gradient ${n}`);
    });
  }),
  C4: async ({ A, run, inputs, random, claim }) => {
    const one = map(inputs.x!, (x) => -Math.abs(x));
    const other = map(inputs.x!, () => -random.integer(0, 32) / 8);
    const above = async (x: typeof one) =>
      (await run({ x })).y!.data.map((value) => A.add(A.number(1), A.div(value, near(A, FLOOR))));
    const [first, second] = [await above(one), await above(other)];
    (await above(map(one, (x, n) => x + other.data[n]!))).forEach((value, n) => {
      claim.equal(value, A.mul(first[n]!, second[n]!), `1 + y/λα of sum ${n}`);
    });
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const most = A.mul(near(A, FLOOR), A.number(step));
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), most, `the growth of value ${n}`);
    });
  },
  C6: withGradient(async ({ A, vjp, inputs, claim }) => {
    const far = map(inputs.x!, (x) => 1024 + x);
    const slopes = (await vjp({ x: far }, { y: map(far, () => 1) })).x!.data;
    for (const slope of slopes) claim.equal(slope, near(A, LAMBDA), 'the slope far out');
  }),
});
