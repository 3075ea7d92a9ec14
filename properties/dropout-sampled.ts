import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/dropout-sampled.ts';
import type { OptionValues, Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** Enough to see a share that is off by 2 %: a matrix, because masks repeat along rows or columns. */
const SHAPE = [100, 200] as const;
const COUNT = SHAPE[0] * SHAPE[1];
/** Far from 0, so that what is dropped can be told from what is kept. */
const NUMBER = 8;
/** How often a right implementation may be called wrong by one law. */
const FALSE_ALARMS = 1e-9;
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
    const { options, claim } = context;
    const kept = (await mask(context)).filter(Boolean).length;
    const share = 1 - Number(options.p);
    claim.that(
      isByChance(kept, COUNT, share),
      `${kept} of ${COUNT} numbers are kept, must be about ${share * COUNT}`,
    );
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
    const { options, random, claim } = context;
    const p = Number(options.p);
    const first = await mask(context);
    const seeds = [Number(options.seed) + 1, random.integer(0, 1000000) + 1000001];
    for (const seed of seeds) {
      const other = await mask(context, { ...options, seed });
      // Shifted as well: a seed that only moves the start of one stream gives the same mask one place further.
      for (const shift of SHIFTS) {
        const differing = differences(first.slice(shift), other.slice(0, COUNT - shift));
        claim.that(
          isByChance(differing, COUNT - shift, 2 * p * (1 - p), seeds.length * SHIFTS.length),
          `the masks of seeds ${options.seed} and ${seed}, ${shift} apart, differ in ${differing} of ${COUNT - shift} places, must in about ${2 * p * (1 - p) * (COUNT - shift)}`,
        );
      }
    }
  },
  C5: async (context) => {
    const { options, claim } = context;
    const p = Number(options.p);
    const kept = await mask(context);
    for (const lag of LAGS) {
      const firsts = kept.map((_, n) => n).filter((n) => n % (2 * lag) < lag && n + lag < COUNT);
      const differing = firsts.filter((n) => kept[n] !== kept[n + lag]).length;
      claim.that(
        isByChance(differing, firsts.length, 2 * p * (1 - p), LAGS.length),
        `of ${firsts.length} pairs ${lag} apart ${differing} are kept by half, must be about ${2 * p * (1 - p) * firsts.length}`,
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
  C7: async ({ A, run, inputs, options, claim }) => {
    const x = fill(inputs.x!, SHAPE, () => NUMBER);
    const keep = 1 - Number(options.p);
    // Hoeffding: COUNT independent numbers between 0 and c have a mean further than t from its expectation with a
    // probability of at most 2·exp(−2·COUNT·t² / c²).
    const reach = (NUMBER / keep) * Math.sqrt(Math.log(2 / FALSE_ALARMS) / (2 * COUNT));
    const found = mean(A, (await run({ x })).y!.data);
    claim.that(
      Math.abs(found - NUMBER) <= reach,
      `the mean over ${COUNT} numbers of ${NUMBER} is ${found}, must be within ${reach} of it`,
    );
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

const differences = (a: readonly boolean[], b: readonly boolean[]): number =>
  a.filter((kept, n) => kept !== b[n]).length;

/**
 * Could so many of n independent trials succeed by chance? Chernoff: the share of successes lies at s or beyond, seen
 * from its expectation q, with a probability of at most exp(−n·D(s‖q)), where D(s‖q) = s·log(s/q) +
 * (1−s)·log((1−s)/(1−q)); twice that for both sides, and times the number of tests that a law makes. So an honest
 * generator fails here at most once in 10⁹ seeds.
 */
function isByChance(successes: number, n: number, q: number, tests = 1): boolean {
  const s = successes / n;
  const part = (a: number, b: number) => (a === 0 ? 0 : a * Math.log(a / b));
  return n * (part(s, q) + part(1 - s, 1 - q)) <= Math.log((2 * tests) / FALSE_ALARMS);
}

/** The relative error of x / (1 − p) where p, 1 − p, its reciprocal and the product are each rounded. */
function rounding({ data }: Tensor, { p }: OptionValues): number {
  const unit = data instanceof Float32Array ? 2 ** -24 : 2 ** -53;
  return (4 + 1 / (1 - Number(p))) * unit;
}

const mean = (A: Arithmetic<Value>, values: readonly Value[]): number =>
  values.reduce((sum, value) => sum + A.toNumber(value), 0) / values.length;
