import {
  decode,
  type Encoding,
  type Pair,
  type TieRule,
} from '../../../reference/algorithms/byte-pair-encoding.ts';
import { type Merge, plain, type Words } from './exhaustive-byte-pair-encoding.ts';

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Letters as 1 … 26, the space between words as 0. */
export const read = (text: string): number[] => [...text].map((letter) => LETTERS.indexOf(letter) + 1);

export const letters = (symbols: readonly number[]): string =>
  symbols.map((symbol) => ` ${LETTERS}`[symbol]).join('');

/** The corpus as the exhaustive search has it. */
export const wordsOf = (corpus: readonly number[]): Words =>
  letters(corpus)
    .split(' ')
    .map((word) => [...word]);

/** A symbol as the exhaustive search writes it. */
export function tree(symbol: number, pairs: readonly Pair[], first: number): string {
  const pair = pairs[symbol - first];
  return pair ? `(${pair.map((part) => tree(part, pairs, first)).join('')})` : letters([symbol]);
}

export const trees = (encoding: Encoding, first: number): Merge[] =>
  encoding.pairs.map(([left, right]) => [
    tree(left, encoding.pairs, first),
    tree(right, encoding.pairs, first),
  ]);

/** What the merges spell. */
export const spelt = (encoding: Encoding, first: number): string[] =>
  trees(encoding, first).map((merge) => plain(merge.join('')));

export const textOf = (tokens: readonly number[], pairs: readonly Pair[], first: number): string[] =>
  tokens.map((token) => letters(decode([token], pairs, first)));

export const RULES: readonly TieRule[] = [
  'smallest-pair',
  'largest-pair',
  'smallest-text',
  'largest-text',
  'first-counted',
];
