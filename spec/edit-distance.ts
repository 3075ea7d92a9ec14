import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** k 0, i 1, t 2, e 3, n 4, s 5, g 6. */
const KITTEN = [0, 1, 2, 2, 3, 4];
const SITTING = [5, 1, 2, 2, 1, 4, 6];

export default algorithm({
  name: 'edit-distance',
  family: 'decoding',
  title: 'What it costs at least to turn one sequence into another, symbol by symbol',
  sources: [
    'Levenshtein (1966), Binary codes capable of correcting deletions, insertions, and reversals',
    'Wagner & Fischer (1974), The string-to-string correction problem',
    'https://www.nltk.org/api/nltk.metrics.distance.html',
  ],

  signature: 'edit_distance(a[M] in 1000, b[N] in 1000; insertion, deletion, substitution) -> distance',
  steps: [
    'A symbol may be inserted, deleted, or replaced by another, for what the options say.',
    'd(i, j) is what it costs at least to turn the first i symbols of a into the first j of b: d(0, 0) = 0.',
    'd(i, j) is the least of d(i−1, j) and a deletion, d(i, j−1) and an insertion, and d(i−1, j−1) and, where the symbols differ, a substitution.',
    'The answer is d(M, N). With all costs 1 it is Levenshtein’s distance; divided by M, the number of words spoken, the word error rate.',
  ],
  options: { insertion: int(1, 3, 1), deletion: int(1, 3, 1), substitution: int(1, 5, 1) },
  sizes: { M: [1, 6], N: [1, 6] },
  values: { a: [0, 3], b: [0, 3] },

  laws: {
    C1: 'it is 0 for a sequence and itself, and for no others',
    C2: 'the way back costs as much, with insertions as dear as deletions were',
    C3: 'no way is longer than the one by a third sequence',
    C4: 'it is at least what the difference in length costs, and at most what replacing symbol by symbol and the difference do',
    C5: 'it is the cheapest of all ways by single edits, found by going them all',
    C6: 'a common beginning and a common end may be left off',
    C7: 'of two pairs, one behind the other, it is at most the sum',
    C8: 'where a substitution costs no less than a deletion and an insertion, all but a longest common subsequence is deleted and inserted',
  },
  examples: [
    {
      says: 'kitten, sitting: two letters replaced, one inserted',
      inputs: { a: KITTEN, b: SITTING },
      outputs: { distance: 3 },
    },
    {
      says: 'with substitutions at 2: four letters are common, so two deleted and three inserted',
      inputs: { a: KITTEN, b: SITTING },
      options: { substitution: 2 },
      outputs: { distance: 5 },
    },
    {
      says: 'one symbol in front: one insertion, where symbol by symbol all differ',
      inputs: { a: [1, 2, 3, 1, 2], b: [3, 1, 2, 3, 1, 2] },
      outputs: { distance: 1 },
    },
    {
      says: 'two neighbours that change places are two edits',
      inputs: { a: [0, 1, 2], b: [0, 2, 1] },
      outputs: { distance: 2 },
    },
    {
      says: 'a longer sequence takes deletions, a shorter one insertions',
      inputs: { a: [1, 2, 3, 4], b: [1, 4] },
      options: { insertion: 1, deletion: 3, substitution: 5 },
      outputs: { distance: 6 },
    },
    {
      says: 'nothing in common and very dear to replace: all is deleted, all is inserted',
      inputs: { a: [0, 0], b: [1, 1, 1] },
      options: { insertion: 1, deletion: 2, substitution: 5 },
      outputs: { distance: 7 },
    },
  ],
  variants: {
    'neighbours-swap': {
      kind: 'convention',
      says: 'two neighbours that change places as one edit of 1',
      rule: { swaps: true },
      who: 'Damerau (1964), each symbol edited once; NLTK with transpositions=True',
    },
    'without-substitutions': {
      kind: 'convention',
      says: 'insertions and deletions alone',
      rule: { substitutes: false },
      who: 'diff, RapidFuzz Indel',
    },
    'anywhere-in-b': {
      kind: 'convention',
      says: 'a against that part of b which it fits best',
      rule: { edges: 'free-in-b' },
      who: 'Sellers (1980), fuzzy search',
    },
    'symbol-by-symbol': {
      kind: 'mistake',
      says: 'symbols compared at the same places, and the difference in length',
      rule: { aligned: true },
    },
    'edges-of-zero': {
      kind: 'mistake',
      says: 'a table whose first row and column are 0, so that what is missing in front costs nothing',
      rule: { edges: 'zero' },
    },
    'edges-of-one': {
      kind: 'mistake',
      says: 'a first row and column of 0, 1, 2, …, whatever insertions and deletions cost',
      rule: { edges: 'count' },
    },
    'equal-symbols-cost': {
      kind: 'mistake',
      says: 'a substitution for equal symbols as well',
      rule: { matches: false },
    },
    'last-symbols-forgotten': {
      kind: 'mistake',
      says: 'the cell before the last, without the last symbols',
      rule: { short: true },
    },
    'costs-swapped': {
      kind: 'mistake',
      says: 'insertions for what deletions cost, and deletions for what insertions do',
      rule: { swapped: true },
    },
    'costs-of-one': {
      kind: 'mistake',
      says: 'one for every edit, whatever was asked for',
      rule: { unit: true },
    },
  },
  pitfalls: [
    'the word error rate divides by the length of what was spoken, not of what was recognised, and may be above 1',
    'with swaps of neighbours of which each symbol is edited once the way by a third sequence may be shorter',
  ],
});
