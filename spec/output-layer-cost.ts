import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'output-layer-cost',
  family: 'counting',
  title: 'How many scores a prediction costs: all words, the nodes on a path, or a few words drawn',
  sources: [
    'Morin & Bengio (2005), Hierarchical probabilistic neural network language model',
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality',
  ],

  signature: 'output_layer_cost(; words, width, negatives) -> scores, products, exponentials, path, sampled',
  steps: [
    'A full softmax takes the inner product of a hidden vector of `width` numbers with the vector of every word: scores = words.',
    'These are products = words · width multiplications, and one exponential for each word.',
    'In a balanced binary tree with the words as leaves the longest path has ⌈log₂ words⌉ nodes, each with one inner product.',
    'Negative sampling takes one for the word itself and one for each of `negatives` others.',
  ],
  options: { words: int(2, 20, 8), width: int(1, 5, 3), negatives: int(1, 6, 5) },

  laws: {
    C1: 'products and exponentials are those of a full softmax, counted one by one, whose probabilities sum to one',
    C2: 'twice the words cost twice the products and exponentials, and one node more on the longest path',
    C3: 'no word of a balanced tree costs more inner products than path, one costs so many, and the probabilities of all words sum to one',
    C4: 'the loss of negative sampling takes 1 + negatives inner products, however many words there are',
  },
  examples: [
    {
      says: 'a million words: a million scores, 20 nodes or 6 words',
      inputs: {},
      options: { words: 1000000, width: 100, negatives: 5 },
      outputs: { scores: 1000000, products: 100000000, exponentials: 1000000, path: 20, sampled: 6 },
      row: '000/embedding.word2vec.softmax-cost',
    },
    {
      says: 'a power of two has a path of its logarithm',
      inputs: {},
      options: { words: 8, width: 2, negatives: 1 },
      outputs: { scores: 8, products: 16, exponentials: 8, path: 3, sampled: 2 },
    },
    {
      says: 'one word more needs one node more',
      inputs: {},
      options: { words: 9, width: 2, negatives: 1 },
      outputs: { scores: 9, products: 18, exponentials: 9, path: 4, sampled: 2 },
    },
  ],
  variants: {
    'rounded-down': {
      kind: 'mistake',
      says: 'a path of ⌊log₂ words⌋ nodes',
      rule: { path: 'floor' },
    },
    'every-node': {
      kind: 'mistake',
      says: 'every inner node of the tree, words − 1, in the place of a path',
      rule: { path: 'nodes' },
    },
    'negatives-alone': {
      kind: 'mistake',
      says: 'the drawn words without the word itself',
      rule: { itself: false },
    },
    'width-forgotten': {
      kind: 'mistake',
      says: 'one product for each word, however wide its vector',
      rule: { width: false },
    },
  },
  pitfalls: [
    'a Huffman tree has shorter paths for frequent words and longer ones for rare words than a balanced one',
    'the tree is cheap for one word; the probabilities of all words cost as much as a softmax',
  ],

  rows: {
    '000/embedding.word2vec.softmax-cost': ['law C1', 'law C3', 'law C4'],
    '001/count.softmax-output-cost': ['law C1', 'law C2'],
  },
});
