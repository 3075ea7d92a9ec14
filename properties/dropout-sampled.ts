import spec from '../spec/dropout-sampled.ts';
import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, withGradient } from './lib/laws.ts';
import { meanLies, shareIs } from './lib/sequential.ts';
import { fill, map } from './lib/tensors.ts';

/** A matrix, because masks repeat along rows or columns. */
const SHAPE = [50, 100] as const;
const COUNT = SHAPE[0] * SHAPE[1];
/** Far from 0, so that what is dropped can be told from what is kept. */
const NUMBER = 8;
/** A share that is off by so much is told. */
const TELLS = 0.02;
/** Distances at which numbers could share their fate: blocks of a generator or a vector unit, and the row. */
const LAGS = [1, 2, 4, 8, SHAPE[1]] as const;
const SHIFTS = [0, 1, 2, 4] as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const x = fill(inputs.x!, SHAPE, (n) => ((n % 17) + 1) / 8);
    const keep = 1 - Number(options.p);
    const slack = rounding(x, options);
    (await run({ x })).y!.data.forEach((value, n) => {
      const y = A.toNumber(value);
      const kept = x.data[n]! / keep;
      const right = y === 0 || Math.abs(y - kept) <= slack * kept;
      claim.that(right, `element ${n} is ${y}, must be 0 or ${kept}`);
    });
  },
  C2: async (context) => {
    await shareIs(masks(context), 1 - Number(context.options.p), TELLS, 'the share that is kept');
  },
  C3: async (context) => {
    const { claim } = context;
    const first = await mask(context);
    const again = await mask(context);
    const others = await mask(context, context.options, (n) => (n % 2 === 0 ? -3 : 0.5));
    claim.that(differences(first, again) === 0, 'a second call with the same seed drops other numbers');
    claim.that(differences(first, others) === 0, 'other numbers in x change which of them are dropped');
  },
  C4: async (context) => {
    const p = Number(context.options.p);
    const draw = masks(context);
    // Shifted as well: a seed that only moves the start of one stream gives the same mask one place further.
    for (const shift of SHIFTS) {
      const differing = async () => {
        const [first, other] = [await draw(), await draw()];
        return first.slice(shift).map((kept, n) => kept !== other[n]);
      };
      const what = `the share of places in which the masks of two seeds, ${shift} apart, differ`;
      await shareIs(differing, 2 * p * (1 - p), TELLS, what);
    }
  },
  C5: async (context) => {
    const p = Number(context.options.p);
    const draw = masks(context);
    for (const lag of LAGS) {
      const differing = async () => {
        const kept = await draw();
        const firsts = kept.map((_, n) => n).filter((n) => n % (2 * lag) < lag && n + lag < COUNT);
        return firsts.map((n) => kept[n] !== kept[n + lag]);
      };
      await shareIs(
        differing,
        2 * p * (1 - p),
        TELLS,
        `the share of pairs ${lag} apart of which one is kept`,
      );
    }
  },
  C6: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const x = fill(inputs.x!, SHAPE, () => NUMBER);
    const g = map(x, () => random.integer(1, 8) / 8);
    const { y } = await run({ x });
    const keep = 1 - Number(options.p);
    const slack = rounding(x, options);
    (await vjp({ x }, { y: g })).x!.data.forEach((value, n) => {
      const expected = A.toNumber(y!.data[n]!) === 0 ? 0 : g.data[n]! / keep;
      const found = A.toNumber(value);
      claim.that(
        Math.abs(found - expected) <= slack * expected,
        `the gradient of element ${n} is ${found}, must be ${expected}`,
      );
    });
  }),
  C7: async ({ A, run, inputs, options }) => {
    const x = fill(inputs.x!, SHAPE, () => NUMBER);
    const largest = (NUMBER / (1 - Number(options.p))) * (1 + rounding(x, options));
    let seed = Number(options.seed);
    const draw = async () =>
      (await run({ x }, { ...options, seed: seed++ })).y!.data.map((value) => A.toNumber(value));
    const stated = { high: largest, from: NUMBER, to: NUMBER, tells: TELLS * largest };
    await meanLies(draw, stated, `the mean over many numbers of ${NUMBER}`);
  },
  C8: async (context) => {
    const { options, claim } = context;
    const all = (await mask(context, { ...options, p: 0 })).every((kept) => kept);
    const none = (await mask(context, { ...options, p: 1 })).every((kept) => !kept);
    claim.that(all, 'a number is dropped with p = 0');
    claim.that(none, 'a number is kept with p = 1');
  },
});

/** Which numbers are kept, of a matrix of numbers other than 0. */
async function mask(
  { A, run, inputs }: LawContext,
  options?: OptionValues,
  number: (n: number) => number = () => NUMBER,
): Promise<boolean[]> {
  const { y } = await run({ x: fill(inputs.x!, SHAPE, number) }, options);
  return y!.data.map((value) => A.toNumber(value) !== 0);
}

/** The masks of one seed after the other. */
function masks(context: LawContext): () => Promise<boolean[]> {
  let seed = Number(context.options.seed);
  return () => mask(context, { ...context.options, seed: seed++ });
}

const differences = (a: readonly boolean[], b: readonly boolean[]): number =>
  a.filter((kept, n) => kept !== b[n]).length;

/** The relative error of x / (1 − p) where p, 1 − p, its reciprocal and the product are each rounded. */
function rounding({ data }: Tensor, { p }: OptionValues): number {
  const unit = data instanceof Float32Array ? 2 ** -24 : 2 ** -53;
  return (4 + 1 / (1 - Number(p))) * unit;
}
