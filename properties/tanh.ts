import spec from '../spec/tanh.ts';
import { laws, withGradient } from './lib/laws.ts';
import { lipschitz } from './lib/lipschitz.ts';
import { fill, map } from './lib/tensors.ts';

/** The mean slope for normal inputs, to five digits, by their standard deviation. */
const MEAN_SLOPES = [
  [1, 0.60571],
  [5, 0.15704],
  [10, 0.07946],
] as const;

/** A normal density on the grid of 32nds from −6 to 6: the trapezoidal rule is good to more digits than are claimed. */
const GRID = Array.from({ length: 385 }, (_, n) => (n - 192) / 32);
const DENSITY = GRID.map((u) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI) / 32);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    for (const value of (await run(inputs)).y!.data) claim.atMost(A.abs(value), A.number(1), '|y|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(mirrored.data[n]!, A.neg(value), `the value of minus element ${n}`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    y!.data.forEach((value, n) => {
      const doubled = A.sigmoid(A.number(2 * inputs.x!.data[n]!));
      claim.equal(value, A.sub(A.mul(A.number(2), doubled), A.number(1)), `value ${n}`);
    });
    const halved = (await run({ x: map(inputs.x!, (x) => x / 2) })).y!;
    halved.data.forEach((value, n) => {
      const sigmoid = A.sigmoid(A.number(inputs.x!.data[n]!));
      claim.equal(A.div(A.add(A.number(1), value), A.number(2)), sigmoid, `the sigmoid of element ${n}`);
    });
  },
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const cotangent = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y: cotangent });
    const { y } = await run(inputs);
    x!.data.forEach((gradient, n) => {
      const upstream = A.number(cotangent.data[n]!);
      const value = y!.data[n]!;
      const bySquare = A.sub(A.number(1), A.mul(value, value));
      claim.equal(gradient, A.mul(upstream, bySquare), `gradient ${n}`);
      const there = A.number(2 * inputs.x!.data[n]!);
      const bySigmoid = A.mul(A.number(4), A.mul(A.sigmoid(there), A.sigmoid(A.neg(there))));
      claim.equal(gradient, A.mul(upstream, bySigmoid), `gradient ${n}`);
    });
  }),
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const { x } = await vjp(inputs, { y: map(inputs.x!, () => 1) });
    let product = A.number(1);
    x!.data.forEach((slope, n) => {
      claim.atMost(A.number(0), slope, `slope ${n}`);
      claim.atMost(slope, A.number(1), `slope ${n}`);
      const tail = A.exp(A.number(-2 * Math.abs(inputs.x!.data[n]!)));
      claim.atMost(slope, A.mul(A.number(4), tail), `slope ${n}`);
      const longer = A.mul(product, slope);
      claim.atMost(longer, product, `the product of ${n + 1} slopes`);
      product = longer;
    });
  }),
  C6: withGradient(async ({ A, vjp, inputs, claim }) => {
    // The slopes cross at 2·arcosh((1 + √3)/2) = 1.66288…, between 13/8 and 14/8.
    const grid = fill(inputs.x!, [65], (n) => (n - 32) / 8);
    const { x } = await vjp({ x: grid }, { y: map(grid, () => 1) });
    x!.data.forEach((slope, n) => {
      const at = grid.data[n]!;
      const sigmoid = A.sigmoid(A.number(at));
      const other = A.mul(sigmoid, A.sub(A.number(1), sigmoid));
      const [flatter, steeper] = Math.abs(at) < 1.66288 ? [other, slope] : [slope, other];
      claim.atMost(flatter, steeper, `the smaller slope at ${at}`);
    });
  }),
  C7: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      const quotient = A.div(A.add(A.number(1), value), A.sub(A.number(1), value));
      const back = A.div(A.log(quotient), A.number(2));
      claim.equal(back, A.number(inputs.x!.data[n]!), `the inverse of value ${n}`);
    });
  },
  C8: withGradient(async ({ A, vjp, inputs, claim }) => {
    for (const [deviation, expected] of MEAN_SLOPES) {
      const grid = fill(inputs.x!, [GRID.length], (n) => deviation * GRID[n]!);
      const { x } = await vjp({ x: grid }, { y: map(grid, () => 1) });
      const mean = A.sum(x!.data.map((slope, n) => A.mul(slope, A.number(DENSITY[n]!))));
      const off = A.abs(A.sub(mean, A.number(expected)));
      claim.atMost(off, A.number(5e-6), `the error of the mean slope at deviation ${deviation}`);
    }
  }),
  C9: async ({ A, run, inputs, claim }) => {
    // Two samples, ±1, each its own label: the logistic loss of v·tanh(w·x).
    const labels = [1, -1];
    const loss = async (v: number, w: number) => {
      const { y } = await run({ x: fill(inputs.x!, [2], (n) => w * labels[n]!) });
      return A.sum(y!.data.map((hidden, n) => A.softplus(A.mul(A.number(-v * labels[n]!), hidden))));
    };
    const [here, there, between] = [await loss(1, 1), await loss(-1, -1), await loss(0, 0)];
    claim.equal(here, there, 'the loss at (1, 1)');
    claim.atMost(A.abs(A.sub(here, A.number(0.7663))), A.number(5e-5), 'the error of the loss at (1, 1)');
    claim.atMost(A.add(here, A.number(0.6)), between, 'the loss at (1, 1), and 0.6,');
  },
  C10: (context) => lipschitz(context, 1, 2 ** -8),
});
