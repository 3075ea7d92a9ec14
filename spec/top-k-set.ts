import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'top-k-set',
  family: 'decoding',
  title: 'The k tokens that score highest, from which the next one is drawn',
  sources: [
    'Fan, Lewis & Dauphin (2018), Hierarchical neural story generation, section 5.1',
    'https://pytorch.org/docs/stable/generated/torch.topk.html',
    'https://www.tensorflow.org/api_docs/python/tf/math/top_k',
  ],

  signature: 'top_k_set(score[V] in 1000000; k) -> tokens[V], count',
  steps: [
    'Sort the tokens by their scores, the highest first; of equal scores the smaller number first.',
    'Keep the first k, or all where there are no more than k.',
    'The answer is their numbers in that order, −1 in what is left of the row, and how many there are.',
  ],
  options: { k: int(1, 6, 2) },
  sizes: { V: [1, 7] },
  values: { score: [0, 6] },

  laws: {
    C1: 'exactly k different tokens are kept, or all where there are fewer, and −1 follows',
    C2: 'no token that is left out scores more than one that is kept, and of equal scores the smaller numbers are kept',
    C3: 'they stand in the order of their scores, of equal ones the smaller number first',
    C4: 'of one token it is the argmax',
    C5: 'a larger k keeps what a smaller one does, in the same order',
    C6: 'only the order of the scores counts: doubled, raised and squared ones keep the same',
    C7: 'tokens with other numbers are kept by their scores, where no two score alike',
  },
  examples: [
    {
      says: 'the two highest of five',
      inputs: { score: [10, 50, 20, 40, 30] },
      outputs: { tokens: [1, 3, -1, -1, -1], count: 2 },
    },
    {
      says: 'one is the argmax, not two',
      inputs: { score: [10, 50, 20] },
      options: { k: 1 },
      outputs: { tokens: [1, -1, -1], count: 1 },
    },
    {
      says: 'three tie for the second place: the first of them is in, the others are not',
      inputs: { score: [5, 7, 5, 5] },
      outputs: { tokens: [1, 0, -1, -1], count: 2 },
    },
    {
      says: 'all alike: the smallest numbers',
      inputs: { score: [3, 3, 3, 3] },
      options: { k: 3 },
      outputs: { tokens: [0, 1, 2, -1], count: 3 },
    },
    {
      says: 'more wanted than there are: all',
      inputs: { score: [1, 2] },
      options: { k: 6 },
      outputs: { tokens: [1, 0], count: 2 },
    },
  ],
  variants: {
    'largest-number-of-equals': {
      kind: 'convention',
      says: 'of equal scores the larger number first',
      rule: { ties: 'largest' },
      who: 'an ascending stable sort, read from its end',
      seen: ['convention 135'],
    },
    'all-that-tie': {
      kind: 'convention',
      says: 'all tokens that score like the k-th, however many',
      rule: { ties: 'all' },
      who: 'Hugging Face TopKLogitsWarper, which leaves out what scores less than the k-th',
      seen: ['convention 135'],
    },
    'none-that-tie': {
      kind: 'mistake',
      says: 'only tokens that score more than the k-th',
      rule: { ties: 'none' },
    },
    'one-too-many': {
      kind: 'mistake',
      says: 'k + 1 tokens',
      rule: { more: 1 },
      seen: ['R-DEC-10', 'S-40'],
    },
    'one-too-few': {
      kind: 'mistake',
      says: 'k − 1 tokens',
      rule: { more: -1 },
    },
    'lowest-scores': {
      kind: 'mistake',
      says: 'the k lowest scores, of an ascending sort',
      rule: { lowest: true },
    },
    'in-order-of-their-numbers': {
      kind: 'convention',
      says: 'the kept tokens in the order of their numbers',
      rule: { sorted: false },
      who: 'masks that leave the row where it is, torch.topk with sorted=False',
    },
    'the-argmax-alone': {
      kind: 'mistake',
      says: 'the token that scores highest alone, whatever k',
      rule: { greedy: true },
    },
  },
  pitfalls: [
    'a threshold at the k-th score keeps more than k tokens where scores tie',
    'filters are applied in some order: after top-k the shares must be made to sum to one again before top-p',
  ],
});
