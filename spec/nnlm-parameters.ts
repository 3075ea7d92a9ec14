import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'nnlm-parameters',
  family: 'counting',
  title: 'The parameters of a feed-forward language model, and what its output layer costs',
  sources: ['Bengio et al. (2003), A neural probabilistic language model, section 2'],

  signature:
    'nnlm_parameters(; words, width, order, hidden) -> embedding, hidden_layer, output, total, exponentials',
  steps: [
    'Each of V = `words` words has a vector of m = `width` numbers: embedding = V·m.',
    'The order − 1 words before the predicted one are laid side by side: hidden_layer = ((order − 1)·m + 1)·h with h = `hidden` units.',
    'The output layer has a score for each word: output = (h + 1)·V.',
    'The softmax over the scores takes one exponential for each word.',
  ],
  options: { words: int(1, 9, 7), width: int(1, 5, 3), order: int(2, 5, 3), hidden: int(1, 5, 4) },

  laws: {
    C1: 'each part has as many parameters as the arrays of an embedding or a linear layer of its sizes have entries',
    C2: 'there is an output and an exponential for each word, counted one by one in a softmax',
    C3: 'twice the words double embedding, output and exponentials and leave the hidden layer as it is',
    C4: 'one more word in the order adds width · hidden weights to the hidden layer and nothing else',
  },
  examples: [
    {
      says: 'ten thousand words, vectors of 100, order 5, 500 units: five of six parameters belong to the output layer',
      inputs: {},
      options: { words: 10000, width: 100, order: 5, hidden: 500 },
      outputs: {
        embedding: 1000000,
        hidden_layer: 200500,
        output: 5010000,
        total: 6210500,
        exponentials: 10000,
      },
      row: '004/counting.nnlm.output-layer',
    },
    {
      says: 'counted by hand',
      inputs: {},
      options: { words: 5, width: 2, order: 3, hidden: 3 },
      outputs: { embedding: 10, hidden_layer: 15, output: 20, total: 45, exponentials: 5 },
    },
  ],
  variants: {
    'direct-connections': {
      kind: 'convention',
      says: 'weights from the words’ vectors straight to the output as well',
      rule: { direct: true },
      who: 'Bengio et al. (2003), with W ≠ 0',
    },
    'no-biases': {
      kind: 'convention',
      says: 'layers without biases',
      rule: { biases: false },
      who: 'texts that compare weights',
    },
    'order-counts-the-context': {
      kind: 'mistake',
      says: 'order words before the predicted one',
      rule: { predicted: 0 },
    },
    'hidden-layer-for-each-word': {
      kind: 'mistake',
      says: 'a hidden layer that grows with the vocabulary',
      rule: { hiddenPerWord: true },
    },
  },
  pitfalls: [
    'embedding and output layer are linear in the vocabulary, the hidden layer is independent of it',
  ],

  rows: { '004/counting.nnlm.output-layer': ['law C1', 'law C2', 'law C3'] },
});
