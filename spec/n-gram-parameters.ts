import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'n-gram-parameters',
  family: 'counting',
  title: 'How many probabilities an n-gram model has, and a model of whole sentences that forgets nothing',
  sources: [
    'Jurafsky & Martin (2023), Speech and language processing, chapter 3',
    'Bengio et al. (2003), A neural probabilistic language model, introduction',
  ],

  signature: 'n_gram_parameters(; words, order) -> table, free, unrestricted',
  steps: [
    'A context of order − 1 words has a probability for each word: the table has words^order entries.',
    'The probabilities of a context sum to one, so one of each is not free.',
    'Without any restriction the i-th word of a sentence of `order` words depends on all i − 1 words before it.',
    'Its free probabilities are the sum over i of words^(i−1) · (words − 1).',
  ],
  options: { words: int(1, 6, 4), order: int(1, 5, 3) },

  laws: {
    C1: 'the table has one entry for each context and word that can be written down',
    C2: 'every context that can be written down adds all its words but one to what is free',
    C3: 'the free entries of all positions are as many as there are sentences, less one',
    C4: 'one more word in the order multiplies table and free by the number of words: growth is exponential in the order',
    C5: 'twice the words make the table and the number of sentences 2^order times as large: growth is polynomial in the words',
  },
  examples: [
    {
      says: 'ten words without context: 9 free',
      inputs: {},
      options: { words: 10, order: 1 },
      outputs: { table: 10, free: 9, unrestricted: 9 },
    },
    {
      says: 'ten words, bigrams: 90 free',
      inputs: {},
      options: { words: 10, order: 2 },
      outputs: { table: 100, free: 90, unrestricted: 99 },
    },
    {
      says: 'ten words, trigrams: 900 free',
      inputs: {},
      options: { words: 10, order: 3 },
      outputs: { table: 1000, free: 900, unrestricted: 999 },
    },
    {
      says: 'ten words, order 4: 9000 free',
      inputs: {},
      options: { words: 10, order: 4 },
      outputs: { table: 10000, free: 9000, unrestricted: 9999 },
      row: '000/counting.ngram.parameters',
    },
    {
      says: 'four words, order 5: a table of 1024',
      inputs: {},
      options: { words: 4, order: 5 },
      outputs: { table: 1024, free: 768, unrestricted: 1023 },
      row: '004/counting.ngram.parameters',
    },
    {
      says: 'three words, sentences of four: 80 free probabilities',
      inputs: {},
      options: { words: 3, order: 4 },
      outputs: { table: 81, free: 54, unrestricted: 80 },
      row: '000/counting.language-model.full-parameters',
    },
  ],
  variants: {
    'exponential-in-the-words': {
      kind: 'mistake',
      says: 'counts that are exponential in the number of words, order^words, where they are polynomial',
      rule: { power: 'order-to-the-words' },
      seen: ['000/counting.language-model.full-parameters'],
    },
    'nothing-sums-to-one': {
      kind: 'mistake',
      says: 'every probability of a context counted as free',
      rule: { constrained: false },
    },
    'order-counts-the-context': {
      kind: 'convention',
      says: 'an order that counts the words of the context, without the predicted one',
      rule: { predicted: 1 },
      who: 'texts on Markov chains: a bigram model is a chain of order 1',
    },
  },
  pitfalls: [
    'for sentences of a fixed length the count is a power of the number of words: polynomial in the words, exponential in the length',
    'some texts give the table, words^order, and some the free probabilities, words^(order−1) · (words − 1)',
  ],

  rows: {
    '000/counting.language-model.full-parameters': ['law C3', 'law C5', 'variant exponential-in-the-words'],
    '000/counting.ngram.parameters': ['law C2', 'law C4'],
    '004/counting.ngram.parameters': ['law C1', 'law C4'],
  },
});
