import spec from '../spec/noam-schedule.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, options, claim } = context;
    const { width, warmup, factor } = numbers(options);
    const rates = await table(context, { length: 2 * warmup + 3 });
    const top = rates[warmup - 1]!;
    claim.equal(
      top,
      A.div(A.number(factor), A.sqrt(A.number(width * warmup))),
      'the last rate of the warm-up',
    );
    rates.forEach((rate, t) => {
      claim.atMost(rate, top, `rate ${t}`);
    });
  },
  C2: async (context) => {
    const { A, options, claim } = context;
    const rates = await table(context, { length: numbers(options).warmup });
    rates.forEach((rate, t) => {
      claim.equal(rate, A.mul(A.number(t + 1), rates[0]!), `rate ${t} of the warm-up`);
    });
  },
  C3: async (context) => {
    const { A, options, claim } = context;
    const { width, warmup, factor } = numbers(options);
    const rates = await table(context, { length: warmup + 10 });
    const square = A.div(A.power(A.number(factor), 2), A.number(width));
    for (let t = warmup - 1; t < rates.length; t++)
      claim.equal(
        A.mul(A.power(rates[t]!, 2), A.number(t + 1)),
        square,
        `rate ${t}, squared, times ${t + 1}`,
      );
  },
  C4: async (context) => {
    const { A, options, claim } = context;
    const { width, factor } = numbers(options);
    const [wide, strong] = [
      await table(context, { width: 4 * width }),
      await table(context, { factor: 2 * factor }),
    ];
    (await table(context)).forEach((rate, t) => {
      claim.equal(A.mul(A.number(2), wide[t]!), rate, `rate ${t} at four times the width, twice`);
      claim.equal(strong[t]!, A.mul(A.number(2), rate), `rate ${t} at twice the factor`);
    });
  },
  C5: async (context) => {
    const { options, random, claim } = context;
    const { warmup } = numbers(options);
    const other = random.integer(1, 20);
    const length = Math.max(warmup, other) + 5;
    const [one, two] = [await table(context, { length }), await table(context, { length, warmup: other })];
    for (let t = Math.max(warmup, other) - 1; t < length; t++)
      claim.equal(two[t]!, one[t]!, `rate ${t} after a warm-up of ${other}`);
  },
  C6: async (context) => {
    const { options, random, claim } = context;
    const long = await table(context);
    const short = await table(context, { length: random.integer(1, numbers(options).length) });
    short.forEach((rate, t) => {
      claim.equal(rate, long[t]!, `rate ${t} of the shorter table`);
    });
  },
});

interface Numbers {
  readonly length: number;
  readonly width: number;
  readonly warmup: number;
  readonly factor: number;
}

const numbers = (options: LawContext['options']): Numbers => options as unknown as Numbers;

const table = async (
  { run, options }: LawContext,
  other: LawContext['options'] = {},
): Promise<readonly Value[]> => (await run({}, { ...options, ...other })).lr!.data;
