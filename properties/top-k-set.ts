import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/top-k-set.ts';
import { type AlgorithmLawContext, algorithmLaws } from './lib/algorithm-laws.ts';
import { map, reorder } from './lib/tensors.ts';

/** What stands before the padding. */
async function kept(
  { run }: Pick<AlgorithmLawContext, 'run'>,
  inputs: Tensors,
  options?: OptionValues,
): Promise<number[]> {
  const { tokens, count } = await run(inputs, options);
  return [...tokens!.data.slice(0, count!.data[0]!)];
}

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const V = inputs.score!.data.length;
    const { tokens, count } = await run(inputs);
    const expected = Math.min(Number(options.k), V);
    that(count!.data[0] === expected, `${count!.data[0]} are kept, not ${expected}`);
    const row = [...tokens!.data];
    that(new Set(row.slice(0, expected)).size === expected, `${row} has a token twice`);
    that(
      row.every((token, place) => (place < expected ? token >= 0 && token < V : token === -1)),
      `${row} are not ${expected} tokens with −1 after them`,
    );
  },
  C2: async (context) => {
    const { inputs, that } = context;
    const score = [...inputs.score!.data];
    const tokens = await kept(context, inputs);
    const out = [...score.keys()].filter((token) => !tokens.includes(token));
    for (const left of out)
      for (const token of tokens) {
        const right = score[token]! > score[left]! || (score[token] === score[left] && token < left);
        that(right, `${token} is kept and ${left} is not, with ${score[token]} and ${score[left]}`);
      }
  },
  C3: async (context) => {
    const { inputs, that } = context;
    const score = inputs.score!.data;
    const tokens = await kept(context, inputs);
    for (const [place, token] of tokens.entries()) {
      if (place === 0) continue;
      const before = tokens[place - 1]!;
      const right = score[before]! > score[token]! || (score[before] === score[token] && before < token);
      that(right, `${token} stands behind ${before}`);
    }
  },
  C4: async (context) => {
    const { inputs, that } = context;
    const score = [...inputs.score!.data];
    const tokens = await kept(context, inputs, { k: 1 });
    const best = score.indexOf(Math.max(...score));
    that(String(tokens) === String(best), `of one token it keeps ${tokens}, not ${best}`);
  },
  C5: async (context) => {
    const { inputs, options, random, that } = context;
    const fewer = random.integer(1, Number(options.k));
    const [all, some] = [await kept(context, inputs), await kept(context, inputs, { k: fewer })];
    that(String(all.slice(0, fewer)) === String(some), `of ${fewer} it keeps ${some}, of more ${all}`);
  },
  C6: async (context) => {
    const { inputs, that } = context;
    const before = String(await kept(context, inputs));
    for (const f of [(x: number) => 2 * x, (x: number) => x + 5, (x: number) => x ** 2]) {
      const after = await kept(context, { score: map(inputs.score!, f) });
      that(String(after) === before, `it keeps ${after}, before ${before}`);
    }
  },
  C7: async (context) => {
    const { inputs, random, that } = context;
    const V = inputs.score!.data.length;
    const score = map(inputs.score!, (x, token) => V * x + token);
    const names = random.permutation(V);
    const before = await kept(context, { score });
    const after = await kept(context, { score: reorder(score, 0, names) });
    const renamed = after.map((token) => names[token]!);
    that(String(renamed) === String(before), `renumbered it keeps ${renamed}, before ${before}`);
  },
});
