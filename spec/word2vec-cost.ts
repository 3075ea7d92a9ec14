import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'word2vec-cost',
  family: 'counting',
  title:
    'What one training example costs a neural language model with a hidden layer, and CBOW and skip-gram without one',
  sources: [
    'Mikolov et al. (2013), Efficient estimation of word representations in vector space, equations 2, 4 and 5',
  ],

  signature: 'word2vec_cost(; log_words, context, width, hidden) -> nnlm, cbow, skip_gram',
  steps: [
    'The vocabulary has V = 2^log_words words, the context N = C = `context` words, a vector D = `width` numbers.',
    'nnlm: N·D numbers are looked up, N·D·H products lead to `hidden` units H, and H·V to the scores of all words.',
    'cbow: N·D numbers are looked up and added, and the D·log₂ V products on the path of a binary tree lead to the word.',
    'skip-gram: for each of C words one vector of D numbers is looked up, and one path of D·log₂ V products is taken.',
  ],
  options: { log_words: int(1, 8, 4), context: int(1, 5, 4), width: int(1, 6, 3), hidden: int(1, 6, 5) },

  laws: {
    C1: 'nnlm is the numbers looked up and the products of its two dense layers, counted one by one',
    C2: 'cbow and skip-gram take the products of a path to a word in a tree over all words, counted one by one, in the place of both layers',
    C3: 'twice the words cost nnlm H·V more, all of it between hidden layer and output, cbow D more and skip-gram C·D more',
    C4: 'without its hidden layer nnlm saves N·D·H, which does not depend on V, and H·V, for which the tree puts D·log₂ V',
    C5: 'skip-gram costs each word of the context as much as all others',
  },
  examples: [
    {
      says: 'V = 2^17, N = 8, D = 100, H = 500: the output layer is nearly all',
      inputs: {},
      options: { log_words: 17, context: 8, width: 100, hidden: 500 },
      outputs: { nnlm: 65936800, cbow: 2500, skip_gram: 14400 },
    },
    {
      says: 'V = 1024, counted by hand',
      inputs: {},
      options: { log_words: 10, context: 2, width: 3, hidden: 4 },
      outputs: { nnlm: 4126, cbow: 36, skip_gram: 66 },
    },
  ],
  variants: {
    'both-layers-linear-in-the-words': {
      kind: 'mistake',
      says: 'a projection to the hidden layer that is linear in the vocabulary as well, N·D·V',
      rule: { projection: 'words' },
      seen: ['001/count.word2vec.complexity'],
    },
    'full-softmax': {
      kind: 'convention',
      says: 'a full softmax, D·V, in the place of the tree',
      rule: { output: 'softmax' },
      who: 'the notes’ drawings of word2vec',
    },
    'lookups-not-counted': {
      kind: 'mistake',
      says: 'the products alone, without the numbers that are looked up',
      rule: { lookups: false },
    },
    'one-path-for-all': {
      kind: 'mistake',
      says: 'a skip-gram with one path for all words of the context',
      rule: { paths: 'one' },
    },
  },
  pitfalls: [
    'only the product from the hidden layer to the output is linear in the vocabulary; the one before it is N·D·H',
  ],

  rows: {
    '001/count.word2vec.complexity': ['law C3', 'law C4', 'variant both-layers-linear-in-the-words'],
  },
});
