import spec from '../spec/majority-vote.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill } from './lib/tensors.ts';

/** The probability that a majority of so many voters is right, where each is with probability k/16. */
async function atSixteenths({ run, inputs }: LawContext, k: number, voters: number): Promise<Value> {
  const p = fill(inputs.p!, [1, 2], (n) => (n === 0 ? k : 16 - k) / 16);
  return (await run({ p }, { voters })).P!.data[0]!;
}

const odd = (context: LawContext): number => 2 * context.random.integer(1, 3) + 1;

export default laws(spec, {
  C1: async (context) => {
    const { A, random, claim } = context;
    const voters = random.integer(1, 6);
    const k = random.integer(0, 16);
    const winning: Value[] = [];
    for (let pattern = 0; pattern < 2 ** voters; pattern++) {
      const votes = Array.from({ length: voters }, (_, v) => (pattern >> v) & 1);
      const right = votes.filter((vote) => vote === 1).length;
      const each = votes.map((vote) => A.ratio(BigInt(vote === 1 ? k : 16 - k), 16n));
      if (right > voters - right) winning.push(each.reduce((product, one) => A.mul(product, one)));
    }
    claim.equal(await atSixteenths(context, k, voters), A.sum(winning), `the share at ${k}/16`);
  },
  C2: async (context) => {
    const { A, random, claim } = context;
    const voters = odd(context);
    const k = random.integer(9, 15);
    const [one, other] = [A.ratio(BigInt(k), 16n), A.ratio(BigInt(16 - k), 16n)];
    claim.atMost(one, await atSixteenths(context, k, voters), `a voter at ${k}/16 beside ${voters}`);
    claim.atMost(await atSixteenths(context, 16 - k, voters), other, `${voters} voters at ${16 - k}/16`);
    for (const same of [0, 8, 16])
      claim.equal(await atSixteenths(context, same, voters), A.number(same / 16), `${same}/16`);
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const [voters, k] = [random.integer(1, 7), random.integer(0, 16)];
    const right = await atSixteenths(context, k, voters);
    const wrong = await atSixteenths(context, 16 - k, voters);
    const half = voters / 2;
    const ties = [0, 2, 0, 6, 0, 20][voters - 1] ?? 0;
    const pair = A.ratio(BigInt(k * (16 - k)), 256n);
    const tie = ties === 0 ? A.number(0) : A.mul(A.number(ties), A.power(pair, half));
    claim.equal(A.sum([right, wrong, tie]), A.number(1), 'right, wrong and tied');
  },
  C4: async (context) => {
    const { random, claim } = context;
    const voters = odd(context);
    const k = random.integer(9, 15);
    const what = `${voters} voters beside ${voters + 2}`;
    claim.atMost(await atSixteenths(context, k, voters), await atSixteenths(context, k, voters + 2), what);
    const [few, more] = [voters, voters + 2].map((count) => atSixteenths(context, 16 - k, count));
    claim.atMost(await more!, await few!, what);
  },
  C5: async (context) => {
    const { A, random, claim } = context;
    const voters = odd(context);
    const k = random.integer(1, 15);
    // Either all are right at once or all are wrong: a mixture of the two certain votes.
    const [right, wrong] = [await atSixteenths(context, 16, voters), await atSixteenths(context, 0, voters)];
    const [p, q] = [A.ratio(BigInt(k), 16n), A.ratio(BigInt(16 - k), 16n)];
    const together = A.add(A.mul(p, right), A.mul(q, wrong));
    claim.equal(together, await atSixteenths(context, k, 1), 'the vote of voters who agree');
  },
  C6: withGradient(async ({ A, run, vjp, inputs, options, claim }) => {
    const P = (await run(inputs)).P!;
    const p = (await vjp(inputs, { P: fill(inputs.p!, P.shape, () => 1) })).p!;
    P.data.forEach((value, n) => {
      const weighed = [2 * n, 2 * n + 1].map((at) => A.mul(A.number(inputs.p!.data[at]!), p.data[at]!));
      claim.equal(A.sum(weighed), A.mul(A.number(Number(options.voters)), value), `p·dp of vote ${n}`);
    });
  }),
});
