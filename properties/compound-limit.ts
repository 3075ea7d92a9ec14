import spec from '../spec/compound-limit.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';

const at = async ({ run }: LawContext, n: number): Promise<Value> => (await run({}, { n })).y!.data[0]!;

export default laws(spec, {
  C1: async (context) => {
    const { A, options, claim } = context;
    const n = Number(options.n);
    // Doubled, n lets it grow by more than any rounding hides.
    const [now, later] = [await at(context, n), await at(context, 2 * n)];
    claim.atMost(now, later, `what is left of ${n} beside ${2 * n}`);
    claim.atMost(later, A.exp(A.number(-1)), `what is left of ${2 * n}`);
  },
  C2: async (context) => {
    const { A, options, claim } = context;
    const n = Number(options.n);
    const missing = A.sub(A.exp(A.number(-1)), await at(context, n));
    const most = A.ratio(1n, BigInt(n * n));
    const first = A.div(A.exp(A.number(-1)), A.number(2 * n));
    claim.atMost(first, missing, '1/(2en) beside what is missing');
    claim.atMost(missing, A.add(first, A.mul(most, A.exp(A.number(-1)))), 'what is missing');
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const n = random.integer(2, 5);
    let missed = 0;
    for (let draws = 0; draws < n ** n; draws++)
      if (Array.from({ length: n }, (_, k) => Math.floor(draws / n ** k) % n).every((drawn) => drawn !== 0))
        missed++;
    const share = A.ratio(BigInt(missed), BigInt(n ** n));
    claim.equal(await at(context, n), share, `the share of draws of ${n} that miss the first`);
  },
  C4: async (context) => {
    const { A, options, claim } = context;
    const n = Number(options.n);
    const growth = A.power(A.ratio(BigInt(n), BigInt(n - 1)), n);
    claim.equal(A.mul(await at(context, n), growth), A.number(1), 'the product');
  },
});
