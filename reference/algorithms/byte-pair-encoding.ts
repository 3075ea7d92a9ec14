import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';

/** Stands between words. */
const SEPARATOR = 0;
/** Fills what is left of `pairs` and `tokens`. */
const UNUSED = -1;

export type Pair = readonly [left: number, right: number];

/**
 * Of several equally frequent pairs the one that is merged. pair: by the symbols' numbers, left before right, so that a
 * merged symbol comes after all older ones. text: by the original symbols that they spell, as a dictionary sorts.
 * first-counted: the one that is met first, read from left to right.
 */
export type TieRule = 'smallest-pair' | 'largest-pair' | 'smallest-text' | 'largest-text' | 'first-counted';

export interface Rule {
  readonly ties: TieRule;
  /** Does "aaa" hold the pair "aa" twice, once at each position, or once, as it can be merged? */
  readonly overlaps: boolean;
  /** A pair that is rarer than this is not merged. */
  readonly least: number;
  /** May a pair reach across a separator? */
  readonly acrossWords: boolean;
}

export const STANDARD: Rule = { ties: 'smallest-pair', overlaps: true, least: 1, acrossWords: false };

export interface Encoding {
  /** The merges in order; the k-th makes the symbol 1 + max(corpus) + k. */
  readonly pairs: readonly Pair[];
  readonly tokens: readonly number[];
}

/**
 * Gage (1994), Sennrich et al. (2016): the most frequent pair of neighbours becomes a symbol of its own, again and again,
 * until there have been so many merges or no pair is left.
 */
export function train(corpus: readonly number[], merges: number, rule: Rule = STANDARD): Encoding {
  const pairs: Pair[] = [];
  let tokens: readonly number[] = corpus;
  while (pairs.length < merges) {
    const pair = mostFrequent(tokens, rule, (symbol) => spell(symbol, pairs, firstMerged(corpus)));
    if (pair === undefined) break;
    tokens = replace(tokens, pair, firstMerged(corpus) + pairs.length);
    pairs.push(pair);
  }
  return { pairs, tokens };
}

/** Applies merges in the order in which they were learnt; `first` is the symbol that the first of them makes. */
export function encode(symbols: readonly number[], pairs: readonly Pair[], first: number): number[] {
  return pairs.reduce((tokens, pair, k) => replace(tokens, pair, first + k), [...symbols]);
}

/** The original symbols again. */
export function decode(tokens: readonly number[], pairs: readonly Pair[], first: number): number[] {
  return tokens.flatMap((symbol) => spell(symbol, pairs, first));
}

/** The symbol that the first merge makes. */
export const firstMerged = (corpus: readonly number[]): number =>
  1 + corpus.reduce((most, symbol) => Math.max(most, symbol), 0);

/** Every pair of neighbours with the number of its occurrences, in the order in which they are met. */
export function countPairs(tokens: readonly number[], { overlaps, acrossWords }: Rule): Map<string, number> {
  const counts = new Map<string, number>();
  /** Where the last counted occurrence of a pair began. */
  const last = new Map<string, number>();
  for (let i = 0; i + 1 < tokens.length; i++) {
    const [left, right] = [tokens[i]!, tokens[i + 1]!];
    if (!acrossWords && (left === SEPARATOR || right === SEPARATOR)) continue;
    const key = `${left} ${right}`;
    if (!overlaps && last.get(key) === i - 1) continue;
    last.set(key, i);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** From left to right: "aaa" becomes "(aa)a". */
export function replace(tokens: readonly number[], [left, right]: Pair, symbol: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const found = tokens[i] === left && tokens[i + 1] === right;
    merged.push(found ? symbol : tokens[i]!);
    if (found) i++;
  }
  return merged;
}

type Spell = (symbol: number) => readonly number[];

function mostFrequent(tokens: readonly number[], rule: Rule, spelt: Spell): Pair | undefined {
  const counts = countPairs(tokens, rule);
  const most = Math.max(0, ...counts.values());
  if (most < rule.least) return undefined;
  const tied = [...counts.keys()].filter((key) => counts.get(key) === most).map(pairOf);
  return tied.reduce((best, pair) => (comesBefore(pair, best, rule.ties, spelt) ? pair : best), tied[0]!);
}

function pairOf(key: string): Pair {
  const [left, right] = key.split(' ').map(Number);
  return [left!, right!];
}

function comesBefore(pair: Pair, other: Pair, ties: TieRule, spelt: Spell): boolean {
  if (ties === 'first-counted') return false;
  const order = ties.endsWith('text')
    ? compare(spelt(pair[0]), spelt(other[0])) || compare(spelt(pair[1]), spelt(other[1]))
    : compare(pair, other);
  return ties.startsWith('smallest') ? order < 0 : order > 0;
}

/** As in a dictionary: the first difference decides, and a beginning comes before what it begins. */
function compare(a: readonly number[], b: readonly number[]): number {
  const differs = a.findIndex((symbol, i) => symbol !== b[i]);
  if (differs === -1) return a.length - b.length;
  return differs < b.length ? a[differs]! - b[differs]! : 1;
}

function spell(symbol: number, pairs: readonly Pair[], first: number): number[] {
  const pair = pairs[symbol - first];
  return pair === undefined ? [symbol] : pair.flatMap((part) => spell(part, pairs, first));
}

/** corpus[N] → pairs[merges,2], tokens[N], what is unused filled with −1. */
export default function bytePairEncoding(
  { corpus }: Tensors,
  { merges }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { pairs, tokens } = train([...corpus!.data], Number(merges), { ...STANDARD, ...rule });
  return {
    pairs: padded(pairs.flat(), [Number(merges), 2]),
    tokens: padded(tokens, [corpus!.data.length]),
  };
}

function padded(values: readonly number[], shape: readonly number[]): Tensor {
  const data = new Int32Array(shape.reduce((product, size) => product * size, 1)).fill(UNUSED);
  data.set(values);
  return { shape, data };
}
