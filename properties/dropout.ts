import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/dropout.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** So many numbers have 2⁴ masks. */
const UNITS = 4;
const MASKS = 2 ** UNITS;

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run({ ...inputs, mask: map(inputs.mask!, () => 1) }, { ...options, p: 0 });
    y!.data.forEach((value, n) => {
      claim.equal(value, A.number(inputs.x!.data[n]!), `element ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    (await run(inputs)).y!.data.forEach((value, n) => {
      if (inputs.mask!.data[n] === 0) claim.equal(value, A.number(0), `the dropped element ${n}`);
    });
    const none = await run({ ...inputs, mask: map(inputs.mask!, () => 0) });
    for (const value of none.y!.data) claim.equal(value, A.number(0), 'an element with everything dropped');
  },
  C3: async (context) => {
    const { A, claim } = context;
    const { x, rows, probabilities } = await everyMask(context);
    claim.equal(A.sum(probabilities), A.number(1), 'the sum of the probabilities');
    x.forEach((value, unit) => {
      const terms = rows.map((row, n) => A.mul(probabilities[n]!, row[unit]!));
      claim.equal(A.sum(terms), A.number(value), `the mean of unit ${unit}`);
    });
  },
  C4: async (context) => {
    const { A, options, claim } = context;
    const { x, rows, probabilities } = await everyMask(context);
    const p = A.number(Number(options.p));
    x.forEach((value, unit) => {
      const squares = rows.map((row, n) =>
        A.mul(probabilities[n]!, A.power(A.sub(row[unit]!, A.number(value)), 2)),
      );
      const variance = A.div(A.mul(A.number(value ** 2), p), A.sub(A.number(1), p));
      claim.equal(A.sum(squares), variance, `the variance of unit ${unit}`);
    });
  },
  C5: async (context) => {
    const { A, options, random, claim } = context;
    const { x, rows, probabilities } = await everyMask(context);
    const weights = x.map(() => random.integer(-8, 8) / 8);
    const target = A.number(random.integer(-8, 8) / 8);
    const error = (units: readonly Value[]) =>
      A.power(A.sub(target, A.sum(units.map((unit, n) => A.mul(unit, A.number(weights[n]!))))), 2);
    const average = A.sum(rows.map((row, n) => A.mul(probabilities[n]!, error(row))));
    const p = A.number(Number(options.p));
    const penalty = A.sum(x.map((value, n) => A.number((weights[n]! * value) ** 2)));
    const scale = A.div(p, A.sub(A.number(1), p));
    const expected = A.add(error(x.map((value) => A.number(value))), A.mul(scale, penalty));
    claim.equal(average, expected, 'the mean squared error');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const keep = A.sub(A.number(1), A.number(Number(options.p)));
    (await run(inputs)).y!.data.forEach((value, n) => {
      const classical = inputs.mask!.data[n]! * inputs.x!.data[n]!;
      claim.equal(A.mul(keep, value), A.number(classical), `(1 − p) · element ${n}`);
    });
  },
  C7: async ({ A, run, inputs, claim }) => {
    const dropped = (await run({ ...inputs, mask: map(inputs.mask!, (m) => 1 - m) })).y!.data;
    const all = (await run({ ...inputs, mask: map(inputs.mask!, () => 1) })).y!.data;
    (await run(inputs)).y!.data.forEach((value, n) => {
      claim.equal(A.add(value, dropped[n]!), all[n]!, `element ${n} of the two masks`);
    });
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const g = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const { y } = await run(inputs);
    (await vjp(inputs, { y: g })).x!.data.forEach((value, n) => {
      const byForward = A.mul(A.number(g.data[n]!), y!.data[n]!);
      claim.equal(A.mul(A.number(inputs.x!.data[n]!), value), byForward, `x times its gradient ${n}`);
      if (inputs.mask!.data[n] === 0) claim.equal(value, A.number(0), `the gradient of the dropped ${n}`);
    });
  }),
  C9: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { x, rows, probabilities } = await everyMask(context);
    const predict = async () =>
      (
        await run(
          {
            x: fill(inputs.x!, [UNITS], (n) => x[n]!),
            mask: fill(inputs.mask!, [UNITS], () => 1),
          },
          { ...options, p: 0 },
        )
      ).y!;
    const once = await predict();
    claim.same(await predict(), once, 'a second prediction');
    x.forEach((value, unit) => {
      const mean = A.sum(rows.map((row, n) => A.mul(probabilities[n]!, row[unit]!)));
      claim.equal(mean, once.data[unit]!, `the mean of unit ${unit} in training beside its prediction`);
      const values = new Set(rows.map((row) => A.toNumber(row[unit]!)));
      claim.that(
        values.size === (value === 0 ? 1 : 2),
        `unit ${unit} takes ${values.size} values in training`,
      );
    });
  },
});

/** Four numbers under each of their masks, a mask a row, and the probability of each mask. */
async function everyMask({ A, run, inputs, options, random }: LawContext) {
  const x = Array.from({ length: UNITS }, () => random.integer(-16, 16) / 8);
  const kept = (n: number) => (Math.floor(n / UNITS) >> (n % UNITS)) & 1;
  const { y } = await run({
    x: fill(inputs.x!, [MASKS, UNITS], (n) => x[n % UNITS]!),
    mask: fill(inputs.mask!, [MASKS, UNITS], kept),
  });
  const rows = Array.from({ length: MASKS }, (_, row) => y!.data.slice(row * UNITS, (row + 1) * UNITS));
  const probabilities = rows.map((_, row) => probability(A, Number(options.p), row));
  return { x, rows, probabilities };
}

function probability(A: Arithmetic<Value>, p: number, row: number): Value {
  const units = Array.from({ length: UNITS }, (_, unit) => (row >> unit) & 1);
  const kept = units.filter((unit) => unit === 1).length;
  const keep = A.sub(A.number(1), A.number(p));
  return A.mul(A.power(keep, kept), A.power(A.number(p), UNITS - kept));
}
