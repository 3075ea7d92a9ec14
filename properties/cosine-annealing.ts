import spec from '../spec/cosine-annealing.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, options, claim } = context;
    const { high, low, period } = numbers(context);
    const rates = await table(context, period + 1);
    claim.equal(rates[0]!, A.number(high), 'the first rate');
    if (options.after !== 'restart') claim.equal(rates[period]!, A.number(low), 'the rate after the period');
  },
  C2: async (context) => {
    const { A, claim } = context;
    const { high, low, period } = numbers(context);
    const rates = await table(context, period);
    for (let t = 1; t < period; t++) {
      const both = A.add(rates[t]!, rates[period - t]!);
      claim.equal(both, A.add(A.number(high), A.number(low)), `the rates ${t} and ${period - t} together`);
    }
  },
  C3: async (context) => {
    const { A, claim } = context;
    const { period } = numbers(context);
    const rates = await table(context, period);
    const falls = rates.slice(1).map((rate, t) => A.sub(rates[t]!, rate));
    falls.forEach((fall, t) => {
      claim.atMost(A.number(0), fall, `the fall to step ${t + 1}`);
      const nearer = t + 1 <= (period - 1) / 2;
      if (t > 0 && nearer) claim.atMost(falls[t - 1]!, fall, `the fall to step ${t} beside the next`);
    });
    // The falls are the same from both ends: the last, to low, is as long as the first.
    if (period > 1) {
      const first = A.sub(rates.at(-1)!, A.number(numbers(context).low));
      claim.equal(first, falls[0]!, 'the last fall');
    }
  },
  C4: async (context) => {
    const { A, options, claim } = context;
    const { low, period } = numbers(context);
    const rates = await table(context, 2 * period);
    for (let t = 0; t < period; t++) {
      const must = {
        stay: A.number(low),
        return: t === 0 ? A.number(low) : rates[period - t]!,
        restart: rates[t]!,
      }[String(options.after) as 'stay' | 'return' | 'restart'];
      claim.equal(rates[period + t]!, must, `the rate ${t} steps after the period`);
    }
  },
  C5: async (context) => {
    const { random, options, claim } = context;
    const length = Number(options.length);
    const short = await table(context, random.integer(1, length));
    const long = await table(context, length);
    short.forEach((rate, t) => {
      claim.equal(rate, long[t]!, `rate ${t} of the shorter table`);
    });
  },
  C6: async (context) => {
    const { A, options, claim } = context;
    const { high, low } = numbers(context);
    const twice = await table(context, Number(options.length), { high: 2 * high, low: 2 * low });
    (await table(context, Number(options.length))).forEach((rate, t) => {
      claim.equal(twice[t]!, A.mul(A.number(2), rate), `rate ${t} of twice the ends`);
    });
  },
});

const numbers = ({ options }: LawContext) =>
  options as unknown as { readonly high: number; readonly low: number; readonly period: number };

const table = async (
  { run, options }: LawContext,
  length: number,
  other: LawContext['options'] = {},
): Promise<readonly Value[]> => (await run({}, { ...options, length, ...other })).lr!.data;
