import { algorithm } from './lib/algorithm.ts';
import { flag } from './lib/options.ts';

export default algorithm({
  name: 'dense-parameters',
  family: 'counting',
  title: 'How many weights and biases a stack of fully connected layers has',
  sources: ['Goodfellow, Bengio & Courville (2016), Deep learning, section 6.4'],

  signature: 'dense_parameters(widths[L] in 100000; bias) -> weights[L-1], biases[L-1], total',
  steps: [
    'widths[0] numbers go in; layer l gives widths[l+1] numbers.',
    'Each of its outputs has a weight for every one of widths[l] inputs, and one bias if there are any.',
    'The total is the sum over all layers.',
  ],
  options: { bias: flag(true) },
  sizes: { L: [2, 4] },
  values: { widths: [1, 6] },

  laws: {
    C1: 'each layer has as many weights and biases as the arrays of a linear layer of these widths have entries',
    C2: 'a sample costs a layer one multiplication for each weight',
    C3: 'the total is that of all (inputs + 1) · outputs with biases, of all inputs · outputs without',
    C4: 'a stack turned round has the same weights in reverse',
    C5: 'a layer that is cut in two by another in between has the parameters of both parts',
  },
  examples: [
    {
      says: 'an image of 100×100 in three colours, 1000 hidden units: 30 001 000 with biases',
      inputs: { widths: [30000, 1000] },
      outputs: { weights: [30000000], biases: [1000], total: 30001000 },
      printed: { total: 30000000 },
      row: '003/count.fc.image-parameters',
    },
    {
      says: 'the same without biases: 30 000 000',
      inputs: { widths: [30000, 1000] },
      options: { bias: false },
      outputs: { weights: [30000000], biases: [0], total: 30000000 },
      row: '003/count.fc.image-parameters',
    },
    {
      says: 'two layers, counted by hand',
      inputs: { widths: [3, 4, 2] },
      outputs: { weights: [12, 8], biases: [4, 2], total: 26 },
    },
  ],
  variants: {
    'weights-only': {
      kind: 'convention',
      says: 'the weights alone, whether there are biases or not',
      rule: { biases: 'none' },
      who: 'note 003',
      seen: ['003/count.fc.image-parameters'],
    },
    'a-bias-for-each-input': {
      kind: 'mistake',
      says: 'as many biases as inputs',
      rule: { biases: 'inputs' },
    },
    'one-bias-a-layer': {
      kind: 'mistake',
      says: 'one bias for a whole layer',
      rule: { biases: 'layer' },
    },
    'widths-added': {
      kind: 'mistake',
      says: 'inputs and outputs added up in the place of their product',
      rule: { added: true },
    },
  },
  pitfalls: ['“parameters” may mean weights alone or weights and biases: the difference is one a unit'],

  rows: {
    '003/count.fc.image-parameters': ['law C3', 'variant weights-only'],
    '004/counting.dense-layer-parameters': ['law C1', 'law C2', 'law C3'],
  },
});
