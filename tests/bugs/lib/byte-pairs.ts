import { formula } from '../../../backends/lib/formula.ts';

/** Separates words; pairs do not reach across it. */
const SEPARATOR = 0;

export type Pair = readonly [left: number, right: number];

export interface Learning {
  /** Which of several pairs is merged next, from how often each stands in the corpus, in the order in which they are met. */
  readonly pick: (counts: ReadonlyMap<Pair, number>) => Pair;
  /** Is a pair counted also where it overlaps the last one counted? */
  readonly overlaps?: boolean;
  readonly replace?: (tokens: readonly number[], pair: Pair, id: number) => number[];
}

export const learnPairs = ({ pick, overlaps = true, replace = replaceFromLeft }: Learning) =>
  formula(
    'byte-pair-encoding(corpus[N] in 1000) -> pairs[merges,2] in Z, tokens[N] in Z',
    (options) => ({ merges: options.integer('merges', { least: 0 }) }),
    () => ({
      forward({ corpus }, { N }, { merges }) {
        const first = 1 + corpus.reduce((a, b) => Math.max(a, b), 0);
        const pairs = new Int32Array(2 * merges).fill(-1);
        let tokens = [...corpus];
        for (let step = 0; step < merges; step++) {
          const counts = countPairs(tokens, overlaps);
          if (counts.size === 0) break;
          const pair = pick(counts);
          pairs.set(pair, 2 * step);
          tokens = replace(tokens, pair, first + step);
        }
        const padded = new Int32Array(N).fill(-1);
        padded.set(tokens);
        return { pairs, tokens: padded };
      },
    }),
  );

/** The most frequent pair; of several the smallest, by its left symbol and then its right one. */
export const smallestOfEquals = (counts: ReadonlyMap<Pair, number>): Pair =>
  [...counts].sort(([[a, b], m], [[c, d], n]) => n - m || a - c || b - d)[0][0];

function countPairs(tokens: readonly number[], overlaps: boolean): Map<Pair, number> {
  const counts = new Map<Pair, number>();
  const known = new Map<string, Pair>();
  const last = new Map<Pair, number>();
  for (let i = 0; i + 1 < tokens.length; i++) {
    const [left, right] = [tokens[i], tokens[i + 1]];
    if (left === SEPARATOR || right === SEPARATOR) continue;
    const pair = known.get(`${left} ${right}`) ?? [left, right];
    known.set(`${left} ${right}`, pair);
    if (!overlaps && last.get(pair) === i - 1) continue;
    last.set(pair, i);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

function replaceFromLeft(tokens: readonly number[], [left, right]: Pair, id: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < tokens.length; i++)
    if (tokens[i] === left && tokens[i + 1] === right) {
      merged.push(id);
      i++;
    } else merged.push(tokens[i]);
  return merged;
}
