import { algorithm } from './lib/algorithm.ts';

/**
 * Healthy and feverish, who feel normal, cold, dizzy: −1000·ln of the probabilities 0.6 0.4 at the start, 0.7 0.3 and 0.4 0.6
 * from day to day, and of what they feel, 0.5 0.4 0.1 and 0.1 0.3 0.6.
 */
const FEVER = {
  emission: [
    [693, 2303],
    [916, 1204],
    [2303, 511],
  ],
  transition: [
    [357, 1204],
    [916, 511],
  ],
  start: [511, 916],
  end: [0, 0],
};

export default algorithm({
  name: 'viterbi',
  family: 'decoding',
  title: 'The likeliest path through the states of a hidden Markov model or a conditional random field',
  sources: [
    'Viterbi (1967), Error bounds for convolutional codes and an asymptotically optimum decoding algorithm',
    'Rabiner (1989), A tutorial on hidden Markov models and selected applications in speech recognition, section III.B',
    'Lafferty, McCallum & Pereira (2001), Conditional random fields',
  ],

  signature:
    'viterbi(emission[T,K] in 10000, transition[K,K] in 10000, start[K] in 10000, end[K] in 10000) -> path[T], total',
  steps: [
    'emission[t,k] is what the state k costs at step t: −log of the probability of what is seen there, in thousandths; transition[j,k] what it costs to go from j to k, start[k] to begin in k, end[k] to end there.',
    'A path costs what its start, its transitions, its end and its states at each step cost.',
    'δ(0, k) = start[k] + emission[0,k]; δ(t, k) = min over j of δ(t−1, j) + transition[j,k], plus emission[t,k].',
    'The path ends in the state with the least δ(T−1, k) + end[k], and goes back from each state to the j that made its δ; of equally cheap ones the smallest number, from the end to the beginning.',
  ],
  sizes: { T: [1, 4], K: [1, 4] },
  values: { emission: [0, 9], transition: [0, 5], start: [0, 9], end: [0, 9] },

  laws: {
    C1: 'no path of all K^T is cheaper, and of the cheapest it is the one that is smallest when read from its end',
    C2: 'the total is what the path costs, added up again',
    C3: 'backwards, with start and end changed over and transitions turned round, it costs the same',
    C4: 'what all states cost more at one step, the total costs more, on the same path',
    C5: 'where going from state to state costs the same everywhere, each step has its cheapest state',
    C6: 'states with other numbers make the same total',
    C7: 'cut between two steps, the cheapest sum of both parts over the state where they meet is the total',
    C8: 'where each state adds to the cost of coming what it takes from that of going, all paths cost the same, and it goes 0 0 … 0',
  },
  examples: [
    {
      says: 'normal, cold, dizzy: healthy, healthy, fever, with probability 0.01512',
      inputs: FEVER,
      outputs: { path: [0, 0, 1], total: 4192 },
    },
    {
      says: 'a cheap first step into a dead end: state by state it would be 0 0, for 12',
      inputs: {
        emission: [
          [0, 1],
          [0, 1],
        ],
        transition: [
          [9, 9],
          [0, 9],
        ],
        start: [0, 0],
        end: [3, 0],
      },
      outputs: { path: [1, 0], total: 4 },
    },
    {
      says: 'from 0 to 1 is dear, from 1 to 0 is not',
      inputs: {
        emission: [
          [0, 2],
          [5, 0],
        ],
        transition: [
          [1, 7],
          [0, 3],
        ],
        start: [0, 0],
        end: [0, 0],
      },
      outputs: { path: [1, 1], total: 5 },
    },
    {
      says: 'of four paths that all cost 2 that with the smallest states from the end',
      inputs: {
        emission: [
          [1, 1],
          [1, 1],
        ],
        transition: [
          [0, 0],
          [0, 0],
        ],
        start: [0, 0],
        end: [0, 0],
      },
      outputs: { path: [0, 0], total: 2 },
    },
    {
      says: 'of three cheapest paths, 0 1, 1 2 and 2 0, the one that ends in 0',
      inputs: {
        emission: [
          [0, 0, 0],
          [0, 0, 0],
        ],
        transition: [
          [4, 1, 4],
          [4, 4, 1],
          [1, 4, 4],
        ],
        start: [0, 0, 0],
        end: [0, 0, 0],
      },
      outputs: { path: [2, 0], total: 1 },
    },
  ],
  variants: {
    'largest-of-equals': {
      kind: 'convention',
      says: 'of equally cheap states the largest number',
      rule: { ties: 'largest' },
      seen: ['R-TOK-10', 'convention 135'],
    },
    'first-in-a-dictionary': {
      kind: 'convention',
      says: 'of equally cheap paths the first in a dictionary, read from the beginning',
      rule: { ties: 'dictionary' },
      seen: ['R-TOK-10'],
    },
    'state-by-state': {
      kind: 'mistake',
      says: 'at each step the state that is cheapest to go to from the last one chosen',
      rule: { search: 'greedy' },
    },
    'no-way-back': {
      kind: 'mistake',
      says: 'the state of the least δ at each step, without going back from the last one',
      rule: { search: 'no-way-back' },
    },
    'transitions-turned-round': {
      kind: 'mistake',
      says: 'transition[k,j] for a step from j to k',
      rule: { transposed: true },
    },
    'start-ignored': {
      kind: 'mistake',
      says: 'starts that all cost the same',
      rule: { ignores: 'start' },
    },
    'end-ignored': {
      kind: 'convention',
      says: 'ends that all cost the same',
      rule: { ignores: 'end' },
      who: 'hidden Markov models, TensorFlow Addons crf_decode',
    },
    'transitions-ignored': {
      kind: 'mistake',
      says: 'each step’s cheapest state, whatever it costs to go there',
      rule: { ignores: 'transition' },
    },
    'first-emission-forgotten': {
      kind: 'mistake',
      says: 'δ(0, k) = start[k], without what the first state costs',
      rule: { ignores: 'first' },
    },
    'emission-of-the-state-before': {
      kind: 'mistake',
      says: 'emission[t,j] of the state that is left, in the place of the one that is entered',
      rule: { search: 'of-the-state-before' },
    },
  },
  pitfalls: [
    'sums of rounded log-probabilities that should tie do not: which of equally likely paths is taken then depends on the precision',
    'products of probabilities underflow after some hundred steps: add logarithms',
    'the path of the likeliest states, each by itself, is another one, and may be impossible',
  ],
});
