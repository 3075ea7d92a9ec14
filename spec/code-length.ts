import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'code-length',
  family: 'counting',
  title: 'How long the codes of a vocabulary are: one component for each word, or the digits of its number',
  sources: [
    'Hinton, McClelland & Rumelhart (1986), Distributed representations',
    'Bengio et al. (2003), A neural probabilistic language model',
  ],

  signature: 'code_length(; words, length) -> one_hot, binary, text_one_hot, text_indices, combinations',
  steps: [
    'A one-hot vector has one component for each word.',
    'Binary codes that are all different need ⌈log₂ words⌉ components.',
    'A text of `length` words is length · words numbers as one-hot vectors, and `length` as indices.',
    'There are words^length combinations of so many words.',
  ],
  options: { words: int(1, 9, 5), length: int(1, 4, 3) },

  laws: {
    C1: 'codes of binary components are enough to tell all words apart, and with one fewer there are fewer codes than words',
    C2: 'there are as many vectors with a single one as one_hot has components, one for each word and none to spare',
    C3: 'a text looked up in the table of unit rows has text_one_hot numbers, and its indices text_indices',
    C4: 'combinations are the texts that can be written down; one more word in a text multiplies them by the vocabulary, while the one-hot length stays',
    C5: 'twice the words take twice the components of a one-hot vector and one more of a binary code',
  },
  examples: [
    {
      says: 'a thousand words: 1000 components or 10',
      inputs: {},
      options: { words: 1000, length: 3 },
      outputs: { one_hot: 1000, binary: 10, text_one_hot: 3000, text_indices: 3, combinations: 1000000000 },
      row: '004/counting.distributed-code-length',
    },
    {
      says: 'a power of two needs its logarithm',
      inputs: {},
      options: { words: 8, length: 2 },
      outputs: { one_hot: 8, binary: 3, text_one_hot: 16, text_indices: 2, combinations: 64 },
    },
    {
      says: 'one word more needs one component more',
      inputs: {},
      options: { words: 9, length: 2 },
      outputs: { one_hot: 9, binary: 4, text_one_hot: 18, text_indices: 2, combinations: 81 },
    },
    {
      says: '26 letters are few, their words of five are not',
      inputs: {},
      options: { words: 26, length: 5 },
      outputs: { one_hot: 26, binary: 5, text_one_hot: 130, text_indices: 5, combinations: 11881376 },
      row: '000/embedding.one-hot.dimension',
    },
  ],
  variants: {
    'rounded-down': {
      kind: 'mistake',
      says: '⌊log₂ words⌋ binary components',
      rule: { binary: 'floor' },
    },
    'one-more-than-the-floor': {
      kind: 'mistake',
      says: '⌊log₂ words⌋ + 1 binary components, one too many for powers of two',
      rule: { binary: 'floor-and-one' },
    },
    'reference-word': {
      kind: 'convention',
      says: 'one component fewer than words, the vector of zeros standing for one of them',
      rule: { reference: true },
      who: 'dummy coding in statistics',
    },
    'order-does-not-count': {
      kind: 'mistake',
      says: 'words · length combinations',
      rule: { combinations: 'product' },
    },
  },
  pitfalls: ['the length of a one-hot vector is fixed by the vocabulary; a word outside it has none'],

  rows: {
    '000/embedding.one-hot.dimension': ['law C2', 'law C4'],
    '004/counting.one-hot.length': ['law C2', 'law C3'],
    '004/counting.distributed-code-length': ['law C1', 'law C2'],
  },
});
