import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/sigmoid.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { lipschitz } from './lib/lipschitz.ts';
import { fill, map } from './lib/tensors.ts';

/** The mean slope for normal inputs, to five digits, by their standard deviation. */
const MEAN_SLOPES = [
  [1, 0.20662],
  [5, 0.07514],
  [10, 0.03926],
] as const;

/** A normal density on the grid of sixteenths from −6 to 6: the trapezoidal rule is good to more digits than are claimed. */
const GRID = Array.from({ length: 193 }, (_, n) => (n - 96) / 16);
const DENSITY = GRID.map((u) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI) / 16);

/** p·x plus the entropy of a coin that falls on 1 with probability p, 0 < p < 1. */
function payoff(A: Arithmetic<Value>, p: Value, x: Value): Value {
  const q = A.sub(A.number(1), p);
  return A.sum([A.mul(p, x), A.neg(A.mul(p, A.log(p))), A.neg(A.mul(q, A.log(q)))]);
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const value of (await run(inputs)).y!.data) {
      claim.atMost(A.number(0), value, 'a value');
      claim.atMost(value, A.number(1), 'a value');
    }
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
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), A.number(step / 4), `the growth of value ${n}`);
    });
    const far = (await run({ x: fill(inputs.x!, [2], (n) => (n === 0 ? -40 : 40)) })).y!;
    claim.atMost(far.data[0]!, A.ratio(1n, 10n ** 15n), 'the value at −40');
    claim.atMost(
      A.sub(A.number(1), A.ratio(1n, 10n ** 15n)),
      far.data[1]!,
      'the limit below the value at 40',
    );
  },
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    // Far enough to the left for e^−x to overflow in a square.
    const wide = map(inputs.x!, (x) => 16 * x);
    const y = map(wide, () => random.integer(-8, 8) / 8);
    const { x } = await vjp({ x: wide }, { y });
    const here = (await run({ x: wide })).y!;
    const mirrored = (await run({ x: map(wide, (v) => -v) })).y!;
    x!.data.forEach((slope, n) => {
      const product = A.mul(here.data[n]!, mirrored.data[n]!);
      claim.equal(slope, A.mul(A.number(y.data[n]!), product), `gradient ${n}`);
    });
  }),
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const wide = map(inputs.x!, (x) => 4 * x);
    const { x } = await vjp({ x: wide }, { y: map(wide, () => 1) });
    let product = A.number(1);
    x!.data.forEach((slope, n) => {
      claim.atMost(A.number(0), slope, `slope ${n}`);
      claim.atMost(slope, A.number(0.25), `slope ${n}`);
      claim.atMost(slope, A.exp(A.number(-Math.abs(wide.data[n]!))), `slope ${n}`);
      product = A.mul(product, slope);
    });
    claim.atMost(product, A.ratio(1n, 4n ** BigInt(x!.data.length)), 'the product of the slopes');
  }),
  C6: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      const line = A.add(A.number(0.5), A.div(x, A.number(4)));
      const bound = A.div(A.power(A.abs(x), 3), A.number(48));
      claim.atMost(A.abs(A.sub(value, line)), bound, `the distance of value ${n} from the line`);
    });
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const other = A.number(random.integer(1, 15) / 16);
    const { y } = await run(inputs);
    y!.data.forEach((value, n) => {
      const x = A.number(inputs.x!.data[n]!);
      claim.equal(value, A.div(A.exp(x), A.add(A.exp(x), A.number(1))), `value ${n}`);
      claim.equal(payoff(A, value, x), A.softplus(x), `the payoff of value ${n}`);
      claim.atMost(payoff(A, other, x), A.softplus(x), 'the payoff of another share');
    });
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { y } = await run(inputs);
    const last = y!.data.length - 1;
    const backwards = (await run({ x: map(inputs.x!, (_, n) => inputs.x!.data[last - n]!) })).y!;
    const chosen = random.integer(0, last);
    const { x } = await vjp(inputs, { y: map(inputs.x!, (_, n) => (n === chosen ? 1 : 0)) });
    y!.data.forEach((value, n) => {
      claim.equal(backwards.data[last - n]!, value, `value ${n} in the reversed tensor`);
      if (n !== chosen) claim.equal(x!.data[n]!, A.number(0), `gradient ${n}`);
    });
  }),
  // The same grid in every case.
  C9: seldom(
    withGradient(async ({ A, vjp, inputs, claim }) => {
      for (const [deviation, expected] of MEAN_SLOPES) {
        const grid = fill(inputs.x!, [GRID.length], (n) => deviation * GRID[n]!);
        const { x } = await vjp({ x: grid }, { y: map(grid, () => 1) });
        const mean = A.sum(x!.data.map((slope, n) => A.mul(slope, A.number(DENSITY[n]!))));
        const off = A.abs(A.sub(mean, A.number(expected)));
        claim.atMost(off, A.number(5e-6), `the error of the mean slope at deviation ${deviation}`);
      }
    }),
  ),
  C10: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const { y } = await run(inputs);
    const { x } = await vjp(inputs, { y: map(inputs.x!, () => 1) });
    y!.data.forEach((value, n) => {
      const residual = A.sub(value, A.number(n % 2));
      const quarter = A.div(A.abs(residual), A.number(4));
      claim.atMost(A.abs(A.mul(residual, x!.data[n]!)), quarter, `the gradient of squared error ${n}`);
    });
  }),
  C11: (context) => lipschitz(context, 0.25, 2 ** -12),
});
