import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** Symbols: the end, A, B, x. A costs 1000·−ln 0.6 and then x −ln 0.55; B −ln 0.4 and then x −ln 0.9. */
const TWO_WAYS = [
  [
    [9000, 511, 916, 9000],
    [9000, 9000, 9000, 9000],
    [9000, 9000, 9000, 9000],
    [9000, 9000, 9000, 9000],
  ],
  [
    [9000, 9000, 9000, 9000],
    [799, 9000, 9000, 598],
    [2303, 9000, 9000, 105],
    [9000, 9000, 9000, 9000],
  ],
];

/** A short ending that a beam of one keeps and a beam of two loses. */
const CROWDED = [
  [
    [5, 3, 2],
    [9, 9, 9],
    [9, 9, 9],
  ],
  [
    [9, 9, 9],
    [6, 0, 0],
    [2, 4, 5],
  ],
  [
    [9, 9, 9],
    [4, 9, 9],
    [2, 3, 9],
  ],
];

export default algorithm({
  name: 'beam-search',
  family: 'decoding',
  title: 'The sequence that costs least, looked for with a few hypotheses at a time',
  sources: [
    'Lowerre (1976), The HARPY speech recognition system',
    'Sutskever, Vinyals & Le (2014), Sequence to sequence learning with neural networks, section 3.2',
  ],

  signature: 'beam_search(cost[T,V,V] in 10000; width) -> tokens[T], total, live[T]',
  steps: [
    'cost[t,s,y] is what the symbol y costs at step t after the symbol s: −log of its probability, in thousandths. The symbol 0 ends a sequence, and stands before its first.',
    'Begin with the empty hypothesis.',
    'At each step extend each live hypothesis by each symbol, and keep the `width` cheapest by their totals; of equally cheap ones those that a dictionary has first.',
    'Put those that have ended aside; the others are live.',
    'After T steps the answer is the cheapest of what was put aside and what is live; what is unused of the tokens is −1.',
  ],
  options: { width: int(1, 6, 2) },
  sizes: { T: [1, 4], V: [2, 4] },
  values: { cost: [0, 9] },

  laws: {
    C1: 'a beam of one is greedy: at each step the cheapest symbol, of equally cheap ones the smallest, until the end',
    C2: 'a beam of V^(T−1) finds the cheapest of all sequences, of equally cheap ones the first',
    C3: 'the total is what the tokens cost, added up again; they run to their first 0, and −1 follows',
    C4: 'no beam finds less than the cheapest of all sequences costs',
    C5: 'no more than `width` hypotheses are ever live, nor more than V−1 for each that was live before',
    C6: 'what has ended goes no further: where ending at once costs nothing and all else something, it ends at once',
    C7: 'a beam of V^(T−1) finds what dynamic programming over the last symbol does',
  },
  examples: [
    {
      says: 'greedy: A is cheaper than B, 0.6 to 0.4, and then x, which makes 0.33',
      inputs: { cost: TWO_WAYS },
      options: { width: 1 },
      outputs: { tokens: [1, 3], total: 1109, live: [1, 1] },
      row: '002/claim.decoding.greedy-suboptimal',
    },
    {
      says: 'a beam of two: B and then x, which makes 0.36',
      inputs: { cost: TWO_WAYS },
      options: { width: 2 },
      outputs: { tokens: [2, 3], total: 1021, live: [2, 2] },
      row: '002/claim.decoding.greedy-suboptimal',
    },
    {
      says: 'a beam of sixteen looks at everything, and finds B x too',
      inputs: { cost: TWO_WAYS },
      options: { width: 16 },
      outputs: { tokens: [2, 3], total: 1021, live: [3, 9] },
      row: '002/claim.decoding.greedy-suboptimal',
    },
    {
      says: 'a short ending, for 4, in a beam of one',
      inputs: { cost: CROWDED },
      options: { width: 1 },
      outputs: { tokens: [2, 0, -1], total: 4, live: [1, 0, 0] },
    },
    {
      says: 'a beam of two loses that ending and finds 5: wider is not always better',
      inputs: { cost: CROWDED },
      options: { width: 2 },
      outputs: { tokens: [1, 2, 0], total: 5, live: [2, 2, 1] },
      row: '002/decoding.beam-search',
    },
    {
      says: 'of equally cheap sequences the first',
      inputs: {
        cost: [
          [
            [1, 0, 0],
            [9, 9, 9],
            [9, 9, 9],
          ],
          [
            [9, 9, 9],
            [1, 1, 1],
            [1, 1, 1],
          ],
        ],
      },
      options: { width: 3 },
      outputs: { tokens: [0, -1], total: 1, live: [2, 2] },
    },
  ],
  variants: {
    'last-of-equally-cheap': {
      kind: 'convention',
      says: 'of equally cheap hypotheses those that a dictionary has last',
      rule: { ties: 'largest' },
    },
    'finished-take-up-places': {
      kind: 'convention',
      says: 'finished hypotheses left in the beam, where they take up places',
      rule: { finished: 'inside' },
      who: 'the listing of many tutorials',
    },
    'first-to-finish': {
      kind: 'convention',
      says: 'the first hypothesis that ends as the answer',
      rule: { finished: 'first' },
      who: 'decoders that stop at the first end',
    },
    'mean-cost': {
      kind: 'convention',
      says: 'hypotheses ranked by their cost per symbol',
      rule: { rank: 'mean' },
      who: 'length-normalised search, Wu et al. (2016) with α = 1',
    },
    'finished-dropped': {
      kind: 'mistake',
      says: 'hypotheses that end before the last step lost',
      rule: { finished: 'dropped' },
    },
    'last-cost-only': {
      kind: 'mistake',
      says: 'hypotheses ranked by the cost of their last symbol alone',
      rule: { rank: 'last' },
    },
    'end-ignored': {
      kind: 'mistake',
      says: 'the symbol 0 taken for one like the others, after which it goes on',
      rule: { ends: false },
    },
  },
  pitfalls: [
    'a wider beam may find a dearer sequence: what is added crowds out what a narrow one would have kept',
    'totals of sequences of different lengths are compared: short ones are at an advantage, unless costs are divided by the length',
  ],

  rows: {
    '002/decoding.greedy': 'law C1',
    '002/decoding.beam-search': ['law C1', 'law C2', 'law C3', 'law C5'],
  },
});
