import spec from '../spec/permutation-language-model.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { ORDERS } from './lib/orders.ts';
import type { Random } from './lib/random.ts';
import { fill, map } from './lib/tensors.ts';

const TEXTS = Array.from({ length: 8 }, (_, n) => n);

/** A joint distribution of three words 0 or 1, word i in bit i of a text, its probabilities in 64ths. */
function joint(random: Random): number[] {
  const free = Array.from({ length: 7 }, () => random.integer(1, 8) / 64);
  return [...free, 1 - free.reduce((sum, p) => sum + p, 0)];
}

/** log P(word i of the text | the words of the text in m), in doubles; 0 where i is in m. */
function logConditional(P: readonly number[], text: number, i: number, m: number): number {
  const agree = (words: number) =>
    TEXTS.filter((other) => ((other ^ text) & words) === 0).reduce((sum, other) => sum + P[other]!, 0);
  return Math.log(agree(m | (1 << i)) / agree(m));
}

type Table = (i: number, m: number) => number;

async function objective({ run, inputs }: LawContext, table: Table): Promise<Value> {
  const L = fill(inputs.L!, [3, 8], (n) => table(n >> 3, n & 7));
  return (await run({ L })).J!.data[0]!;
}

/** What one order gives, from the numbers as they are stored. */
function along(context: LawContext, stored: ArrayLike<number>, order: readonly number[]): Value {
  const { A } = context;
  return A.sum(
    order.map((i, t) => A.number(stored[8 * i + order.slice(0, t).reduce((m, one) => m | (1 << one), 0)]!)),
  );
}

/** Twelve digits in doubles, five in singles: the logarithms that go in are rounded. */
const ROUNDED = 2 ** -17;

export default laws(spec, {
  C1: async (context) => {
    const { A, inputs, random, claim } = context;
    const P = joint(random);
    const text = random.integer(0, 7);
    const table: Table = (i, m) => logConditional(P, text, i, m);
    const wanted = A.log(A.number(P[text]!));
    const close = (value: Value, what: string) =>
      claim.atMost(A.abs(A.sub(value, wanted)), A.number(ROUNDED), `what ${what} misses log P(${text}) by`);
    close(await objective(context, table), 'J');
    const stored = fill(inputs.L!, [24], (n) => table(n >> 3, n & 7)).data;
    for (const order of ORDERS) close(along(context, stored, order), `the order ${order}`);
  },
  C2: async (context) => {
    const { A, random, claim } = context;
    const P = joint(random);
    const consistent = await Promise.all(
      TEXTS.map((text) => objective(context, (i, m) => logConditional(P, text, i, m))),
    );
    const off = A.abs(A.sub(A.sum(consistent.map(A.exp)), A.number(1)));
    claim.atMost(off, A.number(ROUNDED), 'the distance of the sum over all texts from 1');
    // Any step model: the chance of a 1 for each word, each set of known words and what these are.
    const chance = Array.from({ length: 3 * 8 * 8 }, () => random.integer(1, 15) / 16);
    const any = await Promise.all(
      TEXTS.map((text) =>
        objective(context, (i, m) => {
          const p = chance[64 * i + 8 * m + (text & m)]!;
          return Math.log((text >> i) & 1 ? p : 1 - p);
        }),
      ),
    );
    claim.atMost(A.sum(any.map(A.exp)), A.number(1 + ROUNDED), 'the sum over all texts of any step model');
  },
  C3: async (context) => {
    const { A, inputs, run, claim } = context;
    const each = ORDERS.map((order) => along(context, inputs.L!.data, order));
    const J = (await run(inputs)).J!.data[0]!;
    claim.atMost(each.reduce(A.min), J, 'the least order beside J');
    claim.atMost(J, each.reduce(A.max), 'J beside the largest order');
  },
  C4: withGradient(async ({ A, vjp, inputs, claim }) => {
    const { L } = await vjp(inputs, { J: fill(inputs.L!, [], () => 1) });
    L!.data.forEach((weight, n) => {
      const [i, m] = [n >> 3, n & 7];
      const known = [0, 1, 2].filter((word) => (m >> word) & 1);
      // The orders in which exactly the words of m come before i, counted.
      const orders = ORDERS.filter((order) => {
        const before = order.slice(0, (order as readonly number[]).indexOf(i));
        return before.length === known.length && before.every((word) => known.includes(word));
      });
      claim.equal(weight, A.ratio(BigInt(orders.length), 6n), `the weight of word ${i} given ${known}`);
    });
  }),
  C5: async ({ run, inputs, claim }) => {
    const other = map(inputs.L!, (value, n) => (((n & 7) >> (n >> 3)) & 1 ? value - 5 : value));
    claim.same((await run({ L: other })).J!, (await run(inputs)).J!, 'J');
  },
  C6: async (context) => {
    const { A, random, claim } = context;
    // Three words that mostly repeat each other, and a text in which they do.
    const often = random.integer(4, 7) / 16;
    const P = TEXTS.map((text) => (text === 0 || text === 7 ? often : (1 - 2 * often) / 6));
    const whole = await objective(context, (i, m) => logConditional(P, 7, i, m));
    const masked = await objective(context, (i) => logConditional(P, 7, i, 0));
    claim.atMost(A.number(3 * Math.log(0.5) - ROUNDED), masked, 'three words at ½ each');
    claim.atMost(A.add(masked, A.number(0.5)), whole, 'masked words, and a half more, beside J');
  },
});
