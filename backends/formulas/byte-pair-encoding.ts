import { formula } from '../lib/formula.ts';

/** Separates words; pairs do not reach across it. */
const SEPARATOR = 0;

/**
 * Each step gives the most frequent adjacent pair the next free id and replaces it, left to right, everywhere.
 * Overlapping occurrences are counted ("aaa" holds two pairs "aa"); of several equally frequent pairs the smallest is
 * taken, by its left symbol and then its right one.
 */
export default formula(
  'byte-pair-encoding(corpus[N] in 1000) -> pairs[merges,2] in Z, tokens[N] in Z',
  (options) => ({ merges: options.integer('merges', { least: 0 }) }),
  () => ({
    forward({ corpus }, { N }, { merges }) {
      const firstId = 1 + corpus.reduce((a, b) => Math.max(a, b), 0);
      const pairs = new Int32Array(merges * 2).fill(-1);
      let tokens = [...corpus];
      for (let step = 0; step < merges; step++) {
        const pair = mostFrequentPair(tokens, firstId + merges);
        if (pair === undefined) break;
        pairs.set(pair, step * 2);
        tokens = replace(tokens, pair, firstId + step);
      }
      const padded = new Int32Array(N).fill(-1);
      padded.set(tokens);
      return { pairs, tokens: padded };
    },
  }),
);

type Pair = readonly [left: number, right: number];

/** A pair is counted under the number left · ids + right, so the smallest key is the smallest pair. */
function mostFrequentPair(tokens: readonly number[], ids: number): Pair | undefined {
  const counts = new Map<number, number>();
  for (let i = 1; i < tokens.length; i++)
    if (tokens[i - 1] !== SEPARATOR && tokens[i] !== SEPARATOR) {
      const key = tokens[i - 1] * ids + tokens[i];
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  let best: readonly [key: number, count: number] | undefined;
  for (const [key, count] of counts)
    if (best === undefined || count > best[1] || (count === best[1] && key < best[0])) best = [key, count];
  return best && [Math.floor(best[0] / ids), best[0] % ids];
}

function replace(tokens: readonly number[], [left, right]: Pair, id: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (tokens[i] === left && tokens[i + 1] === right) {
      merged.push(id);
      i++;
    } else merged.push(tokens[i]);
  return merged;
}
