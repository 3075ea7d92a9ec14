import spec from '../spec/exponential-decay.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, claim } = context;
    claim.equal((await table(context))[0]!, A.number(numbers(context).start), 'the first rate');
  },
  C2: async (context) => {
    const { A, claim } = context;
    const { period, factor } = numbers(context);
    const rates = await table(context, { length: 3 * period });
    rates.slice(0, 2 * period).forEach((rate, t) => {
      claim.equal(rates[t + period]!, A.mul(A.number(factor), rate), `the rate a period after step ${t}`);
    });
  },
  C3: async (context) => {
    const { A, claim } = context;
    const { length } = numbers(context);
    const rates = await table(context, { length: length + 2, staircase: false });
    for (let t = 1; t <= length; t++)
      claim.equal(
        A.mul(rates[t - 1]!, rates[t + 1]!),
        A.mul(rates[t]!, rates[t]!),
        `the rates about step ${t} multiplied`,
      );
  },
  C4: async (context) => {
    const { claim } = context;
    const { period } = numbers(context);
    const rates = await table(context, { length: 3 * period, staircase: true });
    rates.forEach((rate, t) => {
      claim.equal(rate, rates[t - (t % period)]!, `rate ${t} beside the first of its period`);
    });
  },
  C5: async (context) => {
    const { claim } = context;
    const { period } = numbers(context);
    const length = 3 * period + 1;
    const [even, stairs] = [
      await table(context, { length, staircase: false }),
      await table(context, { length, staircase: true }),
    ];
    for (let t = 0; t < length; t += period) claim.equal(stairs[t]!, even[t]!, `rate ${t} in steps`);
  },
  C6: async (context) => {
    const { random, claim } = context;
    const long = await table(context);
    const short = await table(context, { length: random.integer(1, numbers(context).length) });
    short.forEach((rate, t) => {
      claim.equal(rate, long[t]!, `rate ${t} of the shorter table`);
    });
  },
  C7: async (context) => {
    const { A, claim } = context;
    const twice = await table(context, { start: 2 * numbers(context).start });
    (await table(context)).forEach((rate, t) => {
      claim.equal(twice[t]!, A.mul(A.number(2), rate), `rate ${t} of twice the start`);
    });
  },
});

interface Numbers {
  readonly length: number;
  readonly start: number;
  readonly factor: number;
  readonly period: number;
}

const numbers = ({ options }: LawContext): Numbers => options as unknown as Numbers;

const table = async (
  { run, options }: LawContext,
  other: LawContext['options'] = {},
): Promise<readonly Value[]> => (await run({}, { ...options, ...other })).lr!.data;
