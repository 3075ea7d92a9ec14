import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/top-p-set.ts';
import { type AlgorithmLawContext, algorithmLaws } from './lib/algorithm-laws.ts';
import { map } from './lib/tensors.ts';

/** What stands before the padding. */
async function kept(
  { run, options }: Pick<AlgorithmLawContext, 'run' | 'options'>,
  inputs: Tensors,
  asked: OptionValues = {},
): Promise<number[]> {
  const { tokens, count } = await run(inputs, { ...options, ...asked });
  return [...tokens!.data.slice(0, count!.data[0]!)];
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0);
const ALONE = { min_tokens: 1 };

export default algorithmLaws(spec, {
  C1: async (context) => {
    const { inputs, options, that } = context;
    const share = [...inputs.share!.data];
    const wanted = Math.round(1000 * Number(options.p)) * total(share);
    const tokens = await kept(context, inputs, ALONE);
    const shares = tokens.map((token) => share[token]!);
    that(1000 * total(shares) >= wanted, `${shares} of ${share} do not reach ${options.p}`);
    if (tokens.length > 1)
      that(1000 * total(shares.slice(0, -1)) < wanted, `${shares} of ${share} are more than it takes`);
  },
  C2: async (context) => {
    const { inputs, options, that } = context;
    const share = [...inputs.share!.data];
    const wanted = Math.round(1000 * Number(options.p)) * total(share);
    let fewest = share.length;
    for (let chosen = 1; chosen < 2 ** share.length; chosen++) {
      const part = share.filter((_, token) => chosen & (1 << token));
      if (1000 * total(part) >= wanted) fewest = Math.min(fewest, part.length);
    }
    const { length } = await kept(context, inputs, ALONE);
    that(length === fewest, `${length} are kept, and ${fewest} reach it`);
  },
  C3: async (context) => {
    const { inputs, that } = context;
    const share = map(inputs.share!, (x, token) => (token === 0 ? x + 1 : x));
    const tokens = (await kept(context, { share }, { ...ALONE, p: 1 })).sort((a, b) => a - b);
    const expected = [...share.data.keys()].filter((token) => share.data[token]! > 0);
    that(String(tokens) === String(expected), `p = 1 keeps ${tokens}, not ${expected}`);
  },
  C4: async (context) => {
    const { inputs, random, that } = context;
    const share = [...inputs.share!.data];
    const most = Math.max(...share);
    const enough = most === 0 ? 1000 : Math.floor((1000 * most) / total(share));
    const best = share.indexOf(most);
    for (const thousandths of [1, enough, random.integer(1, enough)]) {
      const tokens = await kept(context, inputs, { ...ALONE, p: thousandths / 1000 });
      that(String(tokens) === String(best), `for ${thousandths} thousandths it keeps ${tokens}, not ${best}`);
    }
  },
  C5: async (context) => {
    const { inputs, options, random, that } = context;
    const all = await kept(context, inputs);
    const fewer = await kept(context, inputs, { p: Number(options.p) * random.next() });
    that(String(all.slice(0, fewer.length)) === String(fewer), `it keeps ${fewer}, for a larger p ${all}`);
  },
  C6: async (context) => {
    const { inputs, random, that } = context;
    const factor = random.integer(2, 50);
    const before = await kept(context, inputs);
    const after = await kept(context, { share: map(inputs.share!, (x) => factor * x) });
    that(String(after) === String(before), `${factor} times as large it keeps ${after}, before ${before}`);
  },
  C7: async (context) => {
    const { inputs, that } = context;
    const share = [...inputs.share!.data];
    const tokens = await kept(context, inputs);
    const out = [...share.keys()].filter((token) => !tokens.includes(token));
    for (const left of out)
      for (const token of tokens) {
        const right = share[token]! > share[left]! || (share[token] === share[left] && token < left);
        that(right, `${token} is kept and ${left} is not, with ${share[token]} and ${share[left]}`);
      }
  },
  C8: async (context) => {
    const { inputs, options, that } = context;
    const least = Math.min(Number(options.min_tokens), inputs.share!.data.length);
    const { length } = await kept(context, inputs);
    that(length >= least, `${length} are kept, not ${least}`);
    const bare = await kept(context, inputs, ALONE);
    that(length === Math.max(least, bare.length), `${length} are kept, of ${bare.length} that reach p`);
  },
});
