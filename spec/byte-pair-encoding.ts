import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** low lower newest widest, its letters numbered as in the alphabet: d e i l n o r s t w. */
const LOW_LOWER_NEWEST_WIDEST = [4, 6, 10, 0, 4, 6, 10, 2, 7, 0, 5, 2, 10, 2, 8, 9, 0, 10, 3, 1, 2, 8, 9];

export default algorithm({
  name: 'byte-pair-encoding',
  family: 'tokenizer',
  title: 'The most frequent pair of neighbours made a symbol of its own, again and again',
  sources: [
    'Gage (1994), A new algorithm for data compression',
    'Sennrich, Haddow & Birch (2016), Neural machine translation of rare words with subword units',
    'https://huggingface.co/docs/tokenizers (ties: the smallest pair of numbers)',
  ],

  signature: 'byte_pair_encoding(corpus[N] in 1000; merges) -> pairs[merges,2], tokens[N]',
  steps: [
    'A corpus is a row of symbols 1, 2, …; 0 stands between words.',
    'Count each pair of neighbours inside the words, once for every position at which it stands.',
    'Take the most frequent pair; of equally frequent ones the smallest, by its left number and then its right one.',
    'Give it the next free number, 1 + the largest so far, and put that in its place everywhere, from left to right.',
    'Repeat until there have been `merges` of them, or no pair is left; what is unused of the outputs is −1.',
  ],
  options: { merges: int(1, 12, 4) },
  sizes: { N: [1, 24] },
  values: { corpus: [0, 5] },

  laws: {
    C1: 'replacing every merged symbol by its pair, last first, gives the corpus back',
    C2: 'applying the merges in their order to the corpus gives the tokens',
    C3: 'every merge is of a pair that no other pair outnumbers at that time, and it stops only where none is left',
    C4: 'no separator is lost, and no merge contains one',
    C5: 'every part of a merge is an original symbol or an earlier merge',
    C6: 'asked for fewer merges, it makes the first of the same ones',
    C7: 'words in another order lead to the same merges',
    C8: 'symbols renumbered in the same order lead to the same merges, renumbered',
  },
  examples: [
    {
      says: 'low lower newest widest: the four pairs that stand twice',
      inputs: { corpus: LOW_LOWER_NEWEST_WIDEST },
      options: { merges: 4 },
      outputs: {
        pairs: [
          [2, 8],
          [4, 6],
          [11, 9],
          [12, 10],
        ],
        tokens: [14, 0, 14, 2, 7, 0, 5, 2, 10, 13, 0, 10, 3, 1, 13, -1, -1, -1, -1, -1, -1, -1, -1],
      },
      row: '003/example.bpe.merge-1-es',
    },
    {
      says: 'low lower newest widest: twelve merges, one symbol a word, and no thirteenth',
      inputs: { corpus: LOW_LOWER_NEWEST_WIDEST },
      options: { merges: 13 },
      outputs: {
        pairs: [
          [2, 8],
          [4, 6],
          [11, 9],
          [12, 10],
          [1, 13],
          [2, 7],
          [2, 10],
          [3, 15],
          [5, 17],
          [10, 18],
          [14, 16],
          [19, 13],
          [-1, -1],
        ],
        tokens: [14, 0, 21, 0, 22, 0, 20, ...Array<number>(16).fill(-1)],
      },
      row: '003/example.bpe.final-corpus',
    },
    {
      says: '“aaa” holds the pair “aa” twice, and one of them is merged',
      inputs: { corpus: [1, 1, 1, 0, 2, 1] },
      options: { merges: 1 },
      outputs: { pairs: [[1, 1]], tokens: [3, 1, 0, 2, 1, -1] },
    },
    {
      says: 'four equal symbols outnumber two pairs: overlaps count',
      inputs: { corpus: [2, 2, 2, 2, 0, 1, 2, 1, 2] },
      options: { merges: 1 },
      outputs: { pairs: [[2, 2]], tokens: [3, 3, 0, 1, 2, 1, 2, -1, -1] },
    },
    {
      says: 'of equally frequent pairs the smallest, by left and then right',
      inputs: { corpus: [3, 1, 0, 1, 3, 0, 1, 2] },
      options: { merges: 2 },
      outputs: {
        pairs: [
          [1, 2],
          [1, 3],
        ],
        tokens: [3, 1, 0, 5, 0, 4, -1, -1],
      },
    },
    {
      says: 'words of one symbol have no pairs',
      inputs: { corpus: [1, 0, 2, 0, 1] },
      options: { merges: 2 },
      outputs: {
        pairs: [
          [-1, -1],
          [-1, -1],
        ],
        tokens: [1, 0, 2, 0, 1],
      },
    },
  ],
  variants: {
    'largest-pair': {
      kind: 'convention',
      says: 'of equally frequent pairs the largest, by number',
      rule: { ties: 'largest-pair' },
      seen: ['convention 127'],
    },
    'smallest-text': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that a dictionary has first, by the original symbols that it spells',
      rule: { ties: 'smallest-text' },
      who: 'note 003',
      seen: ['convention 127', '003/tokenizer.bpe.training'],
    },
    'largest-text': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that a dictionary has last, by the original symbols that it spells',
      rule: { ties: 'largest-text' },
      who: 'subword-nmt',
      seen: ['convention 127'],
    },
    'first-counted': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that is met first',
      rule: { ties: 'first-counted' },
      who: 'minbpe, the listing of Sennrich et al. (2016)',
      seen: ['convention 127', 'R-TOK-05'],
    },
    'overlaps-once': {
      kind: 'convention',
      says: '“aaa” holds “aa” once, as often as it can be merged',
      rule: { overlaps: false },
      seen: ['convention 129', 'R-TOK-07'],
    },
    'twice-at-least': {
      kind: 'convention',
      says: 'a pair that stands once is not merged',
      rule: { least: 2 },
      who: 'subword-nmt',
      seen: ['convention 130'],
    },
    'across-words': {
      kind: 'mistake',
      says: 'the separator taken for a symbol like others, so that pairs reach across words',
      rule: { acrossWords: true },
      seen: ['convention 128'],
    },
  },
  pitfalls: [
    'it is byte pair encoding: pairs of neighbours are merged, nothing is aligned to bits',
    'by number and by dictionary are different rules as soon as there is a merged symbol: “es” is 11, after every letter',
    'a new text is cut by applying the merges in the order in which they were learnt, not by scanning from the left',
    'merged to exhaustion, the vocabulary holds every word and every letter: it is smaller than the list of words only while the merges are few',
  ],

  rows: {
    '003/convention.tokeniser.text-token-id': 'law C1',
    '003/tokenizer.bpe.name': 'agreement',
    '003/tokenizer.bpe.training': 'variant smallest-text',
    '003/tokenizer.bpe.encode': 'law C2',
    '003/example.bpe.merge-1-es': 'example low lower newest widest: the four pairs that stand twice',
    '003/example.bpe.final-corpus':
      'example low lower newest widest: twelve merges, one symbol a word, and no thirteenth',
    '003/identity.bpe.closure': 'law C5',
    // Executed by tests/algorithms, under the note's own tie rule or beyond what a formula's checks say.
    '003/example.bpe.initial-vocabulary': 'test starts with ten letters and eleven pairs, five of them twice',
    '003/example.bpe.merge-2-est': 'test merges es and est first, as the note shows',
    '003/example.bpe.merge-sequence':
      'test then takes twelve merges by the note’s own rule, not the eight that it lists',
    '003/example.bpe.final-vocabulary':
      'test cannot have the vocabulary that the note prints: newest and widest are no two of its entries',
    '003/claim.bpe.vocabulary-size':
      'test has more entries than there are words: a small vocabulary needs few merges',
    '003/claim.bpe.greedy': 'test does not always find the shortest encoding',
    '003/identity.bpe.ambiguous-segmentation':
      'test leaves several ways of cutting a word, of which encoding takes one',
    '003/claim.bpe.affixes': 'test finds frequent affixes among its first merges',
  },
});
