import spec from '../spec/beta-window.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';

const at = async ({ run }: LawContext, beta: number): Promise<Value> => (await run({}, { beta })).y!.data[0]!;

export default laws(spec, {
  C1: async (context) => {
    const { A, options, claim } = context;
    const beta = Number(options.beta);
    const [now, later] = [await at(context, beta), await at(context, (1 + beta) / 2)];
    claim.atMost(now, later, `what is left at ${beta} beside ${(1 + beta) / 2}`);
    claim.atMost(later, A.exp(A.number(-1)), `what is left at ${(1 + beta) / 2}`);
  },
  C2: async (context) => {
    const { A, random, claim } = context;
    const n = 2 ** random.integer(1, 6);
    const product = A.power(A.ratio(BigInt(n - 1), BigInt(n)), n);
    claim.equal(await at(context, 1 - 1 / n), product, `what is left of a window of ${n}`);
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const steps = 2 ** random.integer(1, 5);
    const beta = 1 - 1 / steps;
    let mean = A.number(1);
    for (let step = 0; step < steps; step++) mean = A.mul(A.number(beta), mean);
    claim.equal(await at(context, beta), mean, `the start’s share after ${steps} steps`);
  },
});
