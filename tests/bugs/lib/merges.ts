import bytePairEncoding from '../../../backends/formulas/byte-pair-encoding.ts';
import type { Tensor } from '../../../backends/lib/contract.ts';
import type { OverKernels } from '../../../backends/lib/formula.ts';

/** Separates words. */
const SEPARATOR = 0;

/** The merges that were learnt: the rank of a pair, undefined where it is none. */
export type RankOf = (left: number, right: number) => number | undefined;

/**
 * Byte pair encoding whose merges are learnt as they should be and whose corpus is then cut by `places`: the places in a
 * word at which a pair is to be merged next, each one after the end of the last, none where it is done.
 */
export const cutBy =
  (places: (word: readonly number[], rankOf: RankOf) => readonly number[]): OverKernels =>
  (k) => ({
    async forward(inputs, options, call) {
      const { pairs } = await bytePairEncoding(k).forward(inputs, options, call);
      const { shape, data } = inputs.corpus;
      const first = 1 + Math.max(0, ...data);
      const ranks = ranksOf(pairs);
      const rankOf: RankOf = (left, right) => ranks.get(`${left} ${right}`);
      const words = wordsOf([...data]).map((word) => {
        for (let at = places(word, rankOf); at.length > 0; at = places(word, rankOf))
          for (const place of at.toReversed())
            word.splice(place, 2, first + rankOf(word[place], word[place + 1])!);
        return word;
      });
      const tokens = new Int32Array(data.length).fill(-1);
      tokens.set(words.flatMap((word, n) => (n === 0 ? word : [SEPARATOR, ...word])));
      return { pairs, tokens: { shape, data: tokens } };
    },
  });

/** The first of the places where the pair was learnt first. */
export function lowestRank(word: readonly number[], rankOf: RankOf): number[] {
  const ranks = ranksIn(word, rankOf);
  const least = Math.min(...ranks);
  return least === Infinity ? [] : [ranks.indexOf(least)];
}

/** The ranks of the pairs of a word, ∞ for one that was never merged. */
export const ranksIn = (word: readonly number[], rankOf: RankOf): number[] =>
  word.slice(1).map((right, n) => rankOf(word[n], right) ?? Infinity);

function ranksOf({ data }: Tensor): Map<string, number> {
  const ranks = new Map<string, number>();
  for (let n = 0; n < data.length && data[n] >= 0; n += 2) ranks.set(`${data[n]} ${data[n + 1]}`, n / 2);
  return ranks;
}

function wordsOf(corpus: readonly number[]): number[][] {
  const words: number[][] = [[]];
  for (const symbol of corpus)
    if (symbol === SEPARATOR) words.push([]);
    else words[words.length - 1].push(symbol);
  return words;
}
