import spec from '../spec/mean-of-models.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill } from './lib/tensors.ts';

/** The K errors of every outcome, all equally likely. */
type Outcomes = readonly (readonly number[])[];

const signs = (count: number): number[][] =>
  Array.from({ length: 2 ** count }, (_, outcome) =>
    Array.from({ length: count }, (_, k) => 1 - 2 * ((outcome >> k) & 1)),
  );

const average = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** The formula's answer for the covariances of these outcomes, and the variance of the mean counted over them. */
async function compared({ A, run, inputs, claim }: LawContext, outcomes: Outcomes): Promise<Value> {
  const K = outcomes[0]!.length;
  const covariance = (n: number) => average(outcomes.map((e) => e[Math.floor(n / K)]! * e[n % K]!));
  const { variance } = await run({ C: fill(inputs.C!, [K, K], covariance) });
  const total = outcomes.reduce((sum, errors) => sum + errors.reduce((a, b) => a + b, 0) ** 2, 0);
  const counted = A.div(A.number(total), A.number(outcomes.length * K * K));
  claim.equal(variance!.data[0]!, counted, 'the variance over all outcomes');
  return variance!.data[0]!;
}

export default laws(spec, {
  C1: async (context) => {
    const { A, random, claim } = context;
    const K = random.integer(1, 5);
    const s = Array.from({ length: K }, () => random.integer(1, 8) / 8);
    const scaled = (by: readonly number[]) => signs(K).map((row) => row.map((sign, k) => sign * by[k]!));
    await compared(context, scaled(s));
    const equal = await compared(context, scaled(s.map(() => s[0]!)));
    claim.equal(equal, A.div(A.number(s[0]! ** 2), A.number(K)), `the variance of ${K} equal models`);
  },
  C2: async (context) => {
    const { A, random, claim } = context;
    const K = random.integer(2, 4);
    const [common, own] = [random.integer(1, 8) / 8, random.integer(0, 8) / 8];
    const outcomes = signs(K + 1).map((row) => row.slice(1).map((sign) => common * row[0]! + own * sign));
    const sigma2 = A.number(common ** 2 + own ** 2);
    const rho = A.div(A.number(common ** 2), sigma2);
    const rest = A.div(A.sub(A.number(1), rho), A.number(K));
    const expected = A.mul(sigma2, A.add(rho, rest));
    claim.equal(await compared(context, outcomes), expected, 'the variance of correlated models');
    const alike = outcomes.map((row) => row.map(() => row[0]!));
    claim.equal(await compared(context, alike), sigma2, 'the variance of models that agree');
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const [common, own] = [random.integer(1, 8) / 8, random.integer(0, 8) / 8];
    const opposed = signs(3).map(([z, a, b]) => [common * z! + own * a!, -common * z! + own * b!]);
    const expected = A.number(own ** 2 / 2);
    claim.equal(await compared(context, opposed), expected, 'the variance of two opposed models');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const K = random.integer(1, 4);
    const factor = Array.from({ length: K }, () =>
      Array.from({ length: K }, () => random.integer(-8, 8) / 8),
    );
    const product = (i: number, j: number) =>
      factor[i]!.reduce((sum, value, k) => sum + value * factor[j]![k]!, 0);
    const C = fill(inputs.C!, [K, K], (n) => product(Math.floor(n / K), n % K));
    const largest = Math.max(...factor.map((_, i) => product(i, i)));
    claim.atMost((await run({ C })).variance!.data[0]!, A.number(largest), 'the variance of the mean');
  },
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const K = inputs.C!.shape[0]!;
    const { C } = await vjp(inputs, { variance: fill(inputs.C!, [], () => 1) });
    for (const slope of C!.data) claim.equal(slope, A.ratio(1n, BigInt(K * K)), 'a slope');
  }),
});
