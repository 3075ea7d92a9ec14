import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** low lower newest widest, its letters numbered as in the alphabet: d e i l n o r s t w. */
const LOW = [4, 6, 10, 0, 4, 6, 10, 2, 7, 0, 5, 2, 10, 2, 8, 9, 0, 10, 3, 1, 2, 8, 9];

/** '2 8, 4 6': two pairs. */
const pairs = (text: string): number[][] => text.split(', ').map((pair) => pair.split(' ').map(Number));

/** −1 in what is left of the tokens. */
const padded = (length: number, tokens: readonly number[]): number[] =>
  Array.from({ length }, (_, n) => tokens[n] ?? -1);

/** Letters as in the alphabet, from 1. */
const letters = (text: string): number[] =>
  Array.from(text, (letter) => (letter === ' ' ? 0 : letter.charCodeAt(0) - 96));

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
    C9: 'a pair to which words are added until it stands as often as a new, larger one is merged first, and with one word fewer it is not',
  },
  examples: [
    {
      says: 'low lower newest widest: ten letters, and es first of five pairs that stand twice',
      inputs: { corpus: LOW },
      options: { merges: 1 },
      outputs: {
        pairs: pairs('2 8'),
        tokens: padded(23, [4, 6, 10, 0, 4, 6, 10, 2, 7, 0, 5, 2, 10, 11, 9, 0, 10, 3, 1, 11, 9]),
      },
      row: '003/example.bpe.initial-vocabulary',
    },
    {
      says: 'low lower newest widest: the four pairs that stand twice',
      inputs: { corpus: LOW },
      options: { merges: 4 },
      outputs: {
        pairs: pairs('2 8, 4 6, 11 9, 12 10'),
        tokens: padded(23, [14, 0, 14, 2, 7, 0, 5, 2, 10, 13, 0, 10, 3, 1, 13]),
      },
      row: '003/example.bpe.merge-1-es',
    },
    {
      says: 'low lower newest widest: twelve merges, one symbol a word, and no thirteenth',
      inputs: { corpus: LOW },
      options: { merges: 13 },
      outputs: {
        pairs: pairs('2 8, 4 6, 11 9, 12 10, 1 13, 2 7, 2 10, 3 15, 5 17, 10 18, 14 16, 19 13, -1 -1'),
        tokens: padded(23, [14, 0, 21, 0, 22, 0, 20]),
      },
      row: '003/example.bpe.final-corpus',
    },
    {
      says: '“aaa” holds the pair “aa” twice, and one of them is merged',
      inputs: { corpus: [1, 1, 1, 0, 2, 1] },
      options: { merges: 1 },
      outputs: { pairs: pairs('1 1'), tokens: [3, 1, 0, 2, 1, -1] },
    },
    {
      says: 'four equal symbols outnumber two pairs: overlaps count',
      inputs: { corpus: [2, 2, 2, 2, 0, 1, 2, 1, 2] },
      options: { merges: 1 },
      outputs: { pairs: pairs('2 2'), tokens: [3, 3, 0, 1, 2, 1, 2, -1, -1] },
    },
    {
      says: 'of equally frequent pairs the smallest, by left and then right',
      inputs: { corpus: [3, 1, 0, 1, 3, 0, 1, 2] },
      options: { merges: 2 },
      outputs: {
        pairs: pairs('1 2, 1 3'),
        tokens: [3, 1, 0, 5, 0, 4, -1, -1],
      },
    },
    {
      says: 'words of one symbol have no pairs',
      inputs: { corpus: [1, 0, 2, 0, 1] },
      options: { merges: 2 },
      outputs: {
        pairs: pairs('-1 -1, -1 -1'),
        tokens: [1, 0, 2, 0, 1],
      },
    },
    {
      says: 'of the three ways to cut low into l, o, w, lo and low the merges take one',
      inputs: { corpus: [1, 2, 3, 0, 1, 2] },
      options: { merges: 2 },
      outputs: {
        pairs: pairs('1 2, 4 3'),
        tokens: padded(6, [5, 0, 4]),
      },
      row: '003/identity.bpe.ambiguous-segmentation',
    },
    {
      says: 'greed: merging ab and cd, which are rarer than bc, would leave one symbol fewer',
      inputs: {
        corpus: letters('abc abc abc bcd bcd bcd ab ab cd cd'),
      },
      options: { merges: 2 },
      outputs: {
        pairs: pairs('2 3, 1 5'),
        tokens: padded(35, [6, 0, 6, 0, 6, 0, 5, 4, 0, 5, 4, 0, 5, 4, 0, 1, 2, 0, 1, 2, 0, 3, 4, 0, 3, 4]),
      },
      row: '003/claim.bpe.greedy',
    },
    {
      says: 'frequent affixes, un- and -ing, are among the first merges',
      inputs: { corpus: letters('undo unit unto untie unlit king wing sing ring ping') },
      options: { merges: 3 },
      outputs: {
        pairs: pairs('9 14, 21 14, 24 7'),
        tokens: padded(
          51,
          [
            25, 4, 15, 0, 25, 9, 20, 0, 25, 20, 15, 0, 25, 20, 9, 5, 0, 25, 12, 9, 20, 0, 11, 26, 0, 23, 26,
            0, 19, 26, 0, 18, 26, 0, 16, 26,
          ],
        ),
      },
      row: '003/claim.bpe.affixes',
    },
  ],
  variants: {
    'largest-pair': {
      kind: 'convention',
      says: 'of equally frequent pairs the largest, by number',
      rule: { ties: 'largest-pair' },
      examples: [
        {
          says: 'low lower newest widest: we, st, lo, lowe',
          inputs: { corpus: LOW },
          options: { merges: 4 },
          outputs: {
            pairs: pairs('10 2, 8 9, 4 6, 13 11'),
            tokens: padded(23, [13, 10, 0, 14, 7, 0, 5, 2, 11, 12, 0, 10, 3, 1, 2, 12]),
          },
        },
      ],
      seen: ['convention 127'],
    },
    'smallest-text': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that a dictionary has first, by the original symbols that it spells',
      rule: { ties: 'smallest-text' },
      examples: [
        {
          says: 'low lower newest widest: es, est first, as the note shows',
          inputs: { corpus: LOW },
          options: { merges: 2 },
          outputs: {
            pairs: pairs('2 8, 11 9'),
            tokens: padded(23, [4, 6, 10, 0, 4, 6, 10, 2, 7, 0, 5, 2, 10, 12, 0, 10, 3, 1, 12]),
          },
        },
        {
          says: 'low lower newest widest: then lo, low, dest, er, ew, ewest, idest, lower, newest, widest',
          inputs: { corpus: LOW },
          options: { merges: 12 },
          outputs: {
            pairs: pairs('2 8, 11 9, 4 6, 13 10, 1 12, 2 7, 2 10, 17 12, 3 15, 14 16, 5 18, 10 19'),
            tokens: padded(23, [14, 0, 20, 0, 21, 0, 22]),
          },
        },
      ],
      who: 'note 003',
      seen: ['convention 127', '003/tokenizer.bpe.training'],
    },
    'largest-text': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that a dictionary has last, by the original symbols that it spells',
      rule: { ties: 'largest-text' },
      examples: [
        {
          says: 'low lower newest widest: we, st, lo, west',
          inputs: { corpus: LOW },
          options: { merges: 4 },
          outputs: {
            pairs: pairs('10 2, 8 9, 4 6, 11 12'),
            tokens: padded(23, [13, 10, 0, 13, 11, 7, 0, 5, 2, 14, 0, 10, 3, 1, 2, 12]),
          },
        },
      ],
      who: 'subword-nmt',
      seen: ['convention 127'],
    },
    'first-counted': {
      kind: 'convention',
      says: 'of equally frequent pairs the one that is met first',
      rule: { ties: 'first-counted' },
      examples: [
        {
          says: 'low lower newest widest: lo, low, es',
          inputs: { corpus: LOW },
          options: { merges: 3 },
          outputs: {
            pairs: pairs('4 6, 11 10, 2 8'),
            tokens: padded(23, [12, 0, 12, 2, 7, 0, 5, 2, 10, 13, 9, 0, 10, 3, 1, 13, 9]),
          },
        },
      ],
      who: 'minbpe, the listing of Sennrich et al. (2016)',
      seen: ['convention 127', 'R-TOK-05'],
    },
    'overlaps-once': {
      kind: 'convention',
      says: '“aaa” holds “aa” once, as often as it can be merged',
      rule: { overlaps: false },
      examples: [
        {
          says: '“dddd” holds “dd” as often as “cd cd” holds “cd”',
          inputs: { corpus: letters('dddd cd cd') },
          options: { merges: 1 },
          outputs: {
            pairs: pairs('3 4'),
            tokens: [4, 4, 4, 4, 0, 5, 0, 5, -1, -1],
          },
        },
      ],
      seen: ['convention 129', 'R-TOK-07'],
    },
    'twice-at-least': {
      kind: 'convention',
      says: 'a pair that stands once is not merged',
      rule: { least: 2 },
      examples: [
        {
          says: 'low lower newest widest: four merges, and no fifth',
          inputs: { corpus: LOW },
          options: { merges: 5 },
          outputs: {
            pairs: pairs('2 8, 4 6, 11 9, 12 10, -1 -1'),
            tokens: padded(23, [14, 0, 14, 2, 7, 0, 5, 2, 10, 13, 0, 10, 3, 1, 13]),
          },
        },
      ],
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
    '003/identity.bpe.closure': 'law C5',
    '003/example.bpe.initial-vocabulary': 'law C9',
    '003/example.bpe.merge-2-est': 'variant smallest-text',
    '003/example.bpe.merge-sequence': 'variant smallest-text',
    '003/example.bpe.final-vocabulary': 'law C5',
    '003/example.bpe.unhappiness': 'law C1',
    '003/claim.bpe.vocabulary-size':
      'example low lower newest widest: twelve merges, one symbol a word, and no thirteenth',
  },
});
