import spec from '../spec/relu.ts';
import { laws, withGradient } from './lib/laws.ts';
import { lipschitz } from './lib/lipschitz.ts';
import { fill, map } from './lib/tensors.ts';

/** A normal density on the grid of 64ths from −8 to 8. */
const GRID = Array.from({ length: 1025 }, (_, n) => (n - 512) / 64);
const DENSITY = GRID.map((u) => Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI) / 64);

/** Exclusive-or at the corners of the unit square. */
const CORNERS = [
  [0, 0, 0],
  [0, 1, 1],
  [1, 0, 1],
  [1, 1, 0],
] as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    const mirrored = (await run({ x: map(inputs.x!, (x) => -x) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(A.number(0), value, `value ${n}`);
      claim.equal(inputs.x!.data[n]! > 0 ? mirrored.data[n]! : value, A.number(0), `the zero of pair ${n}`);
    });
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const centre = random.integer(-50, 50);
    const { y } = await run({ x: map(inputs.x!, (x) => x - centre) });
    const mirrored = (await run({ x: map(inputs.x!, (x) => centre - x) })).y!;
    y!.data.forEach((value, n) => {
      const distance = inputs.x!.data[n]! - centre;
      claim.equal(A.sub(value, mirrored.data[n]!), A.number(distance), `the difference of pair ${n}`);
      claim.equal(A.add(value, mirrored.data[n]!), A.number(Math.abs(distance)), `the sum of pair ${n}`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const factor = random.integer(0, 8);
    const { y } = await run(inputs);
    const scaled = (await run({ x: map(inputs.x!, (x) => factor * x) })).y!;
    const again = (await run({ x: map(inputs.x!, (x) => Math.max(0, x)) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(scaled.data[n]!, A.mul(A.number(factor), value), `scaled value ${n}`);
    });
    claim.same(again, y!, 'y after a second application');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const step = random.integer(1, 16) / 8;
    const { y } = await run(inputs);
    const later = (await run({ x: map(inputs.x!, (x) => x + step) })).y!;
    y!.data.forEach((value, n) => {
      claim.atMost(value, later.data[n]!, `value ${n}`);
      claim.atMost(A.sub(later.data[n]!, value), A.number(step), `the growth of value ${n}`);
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { x } = await vjp(inputs, { y });
    x!.data.forEach((gradient, n) => {
      const input = inputs.x!.data[n]!;
      const upstream = y.data[n]!;
      if (input !== 0) claim.equal(gradient, A.number(input > 0 ? upstream : 0), `gradient ${n}`);
      claim.atMost(A.number(Math.min(0, upstream)), gradient, `gradient ${n}`);
      claim.atMost(gradient, A.number(Math.max(0, upstream)), `gradient ${n}`);
    });
  }),
  C6: async ({ A, run, inputs, claim }) => {
    const [low, high] = await Promise.all(
      [0, 1].map((shift) => run({ x: fill(inputs.x!, [4], (n) => CORNERS[n]![0] + CORNERS[n]![1] - shift) })),
    );
    CORNERS.forEach(([a, b, either], n) => {
      const value = A.sub(low!.y!.data[n]!, A.mul(A.number(2), high!.y!.data[n]!));
      claim.equal(value, A.number(either), `exclusive-or of ${a} and ${b}`);
    });
    // The normal equations of the best affine map hold at the constant ½.
    for (const feature of [() => 1, ...[0, 1].map((k) => (corner: (typeof CORNERS)[number]) => corner[k]!)]) {
      const slope = CORNERS.reduce((sum, corner) => sum + (0.5 - corner[2]) * feature(corner), 0);
      claim.that(slope === 0, 'the constant ½ is not the best affine map');
    }
  },
  C7: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    // Samples 1 and 2, target 0, weight 1 and bias 0: half squared errors have the gradients 5 and 3.
    for (const [rate, alive] of [
      [0.1, true],
      [5, false],
    ] as const) {
      const z = fill(inputs.x!, [2], (n) => (1 - 5 * rate) * (n + 1) - 3 * rate);
      const { y } = await run({ x: z });
      const { x } = await vjp({ x: z }, { y: map(z, () => -1) });
      for (const n of [0, 1]) {
        claim.equal(y!.data[n]!, A.number(alive ? z.data[n]! : 0), `value ${n} at rate ${rate}`);
        claim.equal(x!.data[n]!, A.number(alive ? -1 : 0), `gradient ${n} at rate ${rate}`);
      }
    }
  }),
  C8: async ({ run, inputs, claim }) => {
    const { y } = await run(inputs);
    const last = y!.data.length - 1;
    const backwards = (await run({ x: map(inputs.x!, (_, n) => inputs.x!.data[last - n]!) })).y!;
    y!.data.forEach((value, n) => {
      claim.equal(backwards.data[last - n]!, value, `value ${n} in the reversed tensor`);
    });
  },
  C9: async ({ A, run, inputs, claim }) => {
    const { y } = await run({ x: fill(inputs.x!, [GRID.length], (n) => GRID[n]!) });
    const mean = A.sum(y!.data.map((value, n) => A.mul(value, A.number(DENSITY[n]!))));
    const square = A.sum(y!.data.map((value, n) => A.mul(A.mul(value, value), A.number(DENSITY[n]!))));
    // The kink costs the trapezoidal rule h²/12 of the density at 0.
    const off = A.abs(A.sub(mean, A.number(1 / Math.sqrt(2 * Math.PI))));
    claim.atMost(off, A.number(1e-5), 'the error of the mean');
    claim.atMost(A.abs(A.sub(square, A.number(0.5))), A.number(1e-5), 'the error of the mean square');
  },
  C10: withGradient(async ({ A, run, vjp, inputs, claim }) => {
    const mirrored = { x: map(inputs.x!, (x) => -x) };
    const ones = { y: map(inputs.x!, () => 1) };
    const [{ y }, { y: other }] = [await run(inputs), await run(mirrored)];
    const [{ x: slope }, { x: otherSlope }] = [await vjp(inputs, ones), await vjp(mirrored, ones)];
    y!.data.forEach((value, n) => {
      const x = inputs.x!.data[n]!;
      const rebuilt = A.add(A.number(x), other!.data[n]!);
      claim.equal(rebuilt, value, `x plus the value of −x, at ${x}`);
      // d(x + relu(−x)) = 1 − relu′(−x): off zero the same slope, at zero the other convention's.
      const rebuiltSlope = A.sub(A.number(1), otherSlope!.data[n]!);
      if (x !== 0) claim.equal(rebuiltSlope, slope!.data[n]!, `its slope at ${x}`);
      else claim.equal(A.add(rebuiltSlope, slope!.data[n]!), A.number(1), 'the two slopes at zero');
    });
  }),
  C11: (context) => lipschitz(context, 1, 0),
});
