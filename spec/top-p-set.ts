import { algorithm } from './lib/algorithm.ts';
import { int, real } from './lib/options.ts';

export default algorithm({
  name: 'top-p-set',
  family: 'decoding',
  title: 'The nucleus: the fewest tokens whose probabilities add up to p, from which the next one is drawn',
  sources: [
    'Holtzman, Buys, Du, Forbes & Choi (2020), The curious case of neural text degeneration, section 3.1',
    'https://huggingface.co/docs/transformers/internal/generation_utils (TopPLogitsWarper)',
  ],

  signature: 'top_p_set(share[V] in 1000000; p, min_tokens) -> tokens[V], count',
  steps: [
    'The probability of a token is its share of the sum of all shares; p, from 0 to 1, is taken to thousandths.',
    'Sort the tokens by their shares, the largest first; of equal shares the smaller number first.',
    'Keep the first whose shares add up to p times the sum or more, no more than it takes: the token that reaches or crosses p is kept, the one after it is not.',
    'Keep min_tokens in any case, or all where there are fewer.',
    'The answer is their numbers in that order, −1 in what is left of the row, and how many there are.',
  ],
  options: { p: real(0.9, [0.25, 0.5, 0.75, 0.97, 1]), min_tokens: int(1, 3, 1) },
  sizes: { V: [1, 7] },
  values: { share: [0, 6] },

  laws: {
    C1: 'the kept shares reach p, and without the last of them they do not',
    C2: 'no smaller set of tokens reaches p: all are tried',
    C3: 'p = 1 keeps every token that has a share, and none without one',
    C4: 'a p no larger than the largest share keeps the argmax alone; it is never empty',
    C5: 'a larger p keeps what a smaller one does, in the same order',
    C6: 'shares that are all multiplied by a number keep the same tokens',
    C7: 'no token that is left out has a larger share than one that is kept, and of equal ones the smaller numbers are kept',
    C8: 'at least min_tokens are kept, or all where there are fewer',
  },
  examples: [
    {
      says: 'of 0.4, 0.3, 0.2, 0.1 the third crosses 0.8 and is kept',
      inputs: { share: [4, 3, 2, 1] },
      options: { p: 0.8 },
      outputs: { tokens: [0, 1, 2, -1], count: 3 },
    },
    {
      says: 'of 0.5, 0.3, 0.2 the first reaches 0.5: it is enough',
      inputs: { share: [5, 3, 2] },
      options: { p: 0.5 },
      outputs: { tokens: [0, -1, -1], count: 1 },
    },
    {
      says: '… for 0.6 it takes two',
      inputs: { share: [5, 3, 2] },
      options: { p: 0.6 },
      outputs: { tokens: [0, 1, -1], count: 2 },
    },
    {
      says: 'p = 1 keeps all, not the first alone',
      inputs: { share: [2, 3, 5] },
      options: { p: 1 },
      outputs: { tokens: [2, 1, 0], count: 3 },
    },
    {
      says: 'one token that has more than p is kept: the nucleus is never empty',
      inputs: { share: [1, 97, 2] },
      options: { p: 0.5 },
      outputs: { tokens: [1, -1, -1], count: 1 },
    },
    {
      says: 'three alike for half: two, those with the smaller numbers',
      inputs: { share: [1, 1, 1] },
      options: { p: 0.5 },
      outputs: { tokens: [0, 1, -1], count: 2 },
    },
    {
      says: 'shares that do not sum to one, after another filter: 4 of 7 is more than half',
      inputs: { share: [0, 4, 3, 0] },
      options: { p: 0.5 },
      outputs: { tokens: [1, -1, -1, -1], count: 1 },
    },
    {
      says: 'one would do, two are wanted',
      inputs: { share: [1, 8, 1] },
      options: { p: 0.5, min_tokens: 2 },
      outputs: { tokens: [1, 0, -1], count: 2 },
    },
  ],
  variants: {
    'one-more-where-p-is-reached': {
      kind: 'convention',
      says: 'one token more where p is reached exactly',
      rule: { reach: 'exceeded' },
      who: 'listings that leave out what follows a sum greater than p',
      seen: ['R-DEC-09', 'convention 136'],
    },
    'crossing-token-dropped': {
      kind: 'mistake',
      says: 'only tokens up to which the sum is no more than p, without the one that crosses it',
      rule: { reach: 'not-crossed' },
      seen: ['R-DEC-07', 'S-40', 'convention 136'],
    },
    'greedy-where-nothing-exceeds-p': {
      kind: 'mistake',
      says: 'the first place where the sum exceeds p, which is 0 where there is none',
      rule: { reach: 'first-place-above' },
      seen: ['R-DEC-09'],
    },
    'largest-number-of-equals': {
      kind: 'convention',
      says: 'of equal shares the larger number first',
      rule: { order: 'largest-first' },
      who: 'an ascending stable sort, read from its end',
      seen: ['convention 135'],
    },
    'least-likely-first': {
      kind: 'mistake',
      says: 'the least likely tokens first, of an ascending sort',
      rule: { order: 'ascending' },
    },
    'not-sorted': {
      kind: 'mistake',
      says: 'the shares added up in the order of the tokens’ numbers',
      rule: { order: 'numbers' },
    },
    'not-normalised': {
      kind: 'mistake',
      says: 'shares taken for tenths, though another filter has taken some away',
      rule: { normalised: false },
      seen: ['R-DEC-12'],
    },
    'relative-to-the-likeliest': {
      kind: 'convention',
      says: 'tokens that have at least p times what the likeliest has',
      rule: { reach: 'of-the-largest' },
      who: 'min-p sampling, Nguyen et al. (2024)',
    },
    'p-turned-round': {
      kind: 'mistake',
      says: '1 − p in the place of p',
      rule: { complement: true },
    },
    'min-tokens-ignored': {
      kind: 'mistake',
      says: 'no least number of tokens, whatever was asked for',
      rule: { least: false },
    },
  },
  pitfalls: [
    'the sum of floats may fall short of a p that it should reach exactly, and p = 1 is then never reached: do not filter for p = 1',
    'top-k before top-p leaves shares that no longer sum to one',
  ],
});
