import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** Node by node: its parents, 9 for none. */
const diamonds = [
  [9, 9],
  [0, 9],
  [0, 9],
  [1, 2],
  [3, 9],
  [3, 9],
  [4, 5],
];

export default algorithm({
  name: 'reverse-accumulation',
  family: 'graph',
  title: 'The derivatives of an output by all nodes of a network, in one sweep back over its edges',
  sources: [
    'Linnainmaa (1970), The representation of the cumulative rounding error of an algorithm as a Taylor expansion of the local rounding errors',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 6.5.2, algorithm 6.2',
    'Griewank & Walther (2008), Evaluating derivatives, section 3.2',
  ],

  signature: 'reverse_accumulation(parents[V,2] in 100, slope[V,2] in 100; seed) -> gradient[V], visits',
  steps: [
    'The nodes are 0 … V−1; each is computed from at most two earlier ones, its parents (any other number is none), and slope is its derivative by each.',
    'The last node is the output: its gradient is the seed, all others start at zero.',
    'From the last node to the first, add the gradient of the node times its slope to the gradient of each of its parents.',
    'Every such addition is one visit of an edge.',
  ],
  options: { seed: int(1, 5, 1) },
  sizes: { V: [1, 6] },
  values: { parents: [0, 9], slope: [0, 3] },

  laws: {
    C1: 'a gradient is the seed times the sum, over all paths to the output, of the products of their slopes: all paths are walked',
    C2: 'every edge is visited once: through L layers of two units with every connection there are 2^L paths and 4 + 4(L − 1) visits',
    C3: 'the derivative of the output by itself is one: the gradient of the last node is the seed, and all others are multiples of it',
    C4: 'a node’s gradient is the sum over all its children of theirs times the slope: two connections to one child count twice',
    C5: 'where every node is the sum of slope times parent and one number of its own, one more of it changes the output by the gradient',
  },
  examples: [
    {
      says: 'two diamonds in a row: four paths, eight edges',
      inputs: {
        parents: diamonds,
        slope: [
          [0, 0],
          [1, 0],
          [1, 0],
          [1, 1],
          [1, 0],
          [1, 0],
          [1, 1],
        ],
      },
      outputs: { gradient: [4, 2, 2, 2, 1, 1, 1], visits: 8 },
      row: '001/count.backprop.memoisation',
    },
    {
      says: 'y = 3u + 2v with u = 2x and v = 5x: 16',
      inputs: {
        parents: [
          [9, 9],
          [0, 9],
          [0, 9],
          [1, 2],
        ],
        slope: [
          [0, 0],
          [2, 0],
          [5, 0],
          [3, 2],
        ],
      },
      outputs: { gradient: [16, 3, 2, 1], visits: 4 },
      row: '001/algorithm.backprop.gradient-table',
    },
    {
      says: 'y = x has the derivative one',
      inputs: { parents: [[9, 9]], slope: [[7, 7]] },
      outputs: { gradient: [1], visits: 0 },
      row: '001/identity.backprop.output-seed',
    },
    {
      says: 'x·x at 3: both factors are x, each with the slope 3; twice the seed is twice the gradient',
      inputs: {
        parents: [
          [9, 9],
          [0, 0],
        ],
        slope: [
          [0, 0],
          [3, 3],
        ],
      },
      options: { seed: 2 },
      outputs: { gradient: [12, 2], visits: 2 },
      row: '001/identity.backprop.output-seed',
    },
    {
      says: 'a node that does not reach the output has no gradient',
      inputs: {
        parents: [
          [9, 9],
          [0, 9],
          [0, 9],
        ],
        slope: [
          [0, 0],
          [3, 0],
          [2, 0],
        ],
      },
      outputs: { gradient: [2, 0, 1], visits: 2 },
    },
  ],
  variants: {
    'path-by-path': {
      kind: 'mistake',
      says: 'every path from the output walked anew, which visits edges again',
      rule: { table: false },
      seen: ['001/count.backprop.memoisation'],
    },
    'last-child-alone': {
      kind: 'mistake',
      says: 'the gradient from one child, overwritten in the place of added',
      rule: { adds: false },
    },
    'seed-of-one': {
      kind: 'mistake',
      says: 'the seed one, whatever was asked for',
      rule: { seeded: false },
    },
    'no-slopes': {
      kind: 'mistake',
      says: 'the number of paths, without their slopes',
      rule: { slopes: false },
    },
    'first-parent-alone': {
      kind: 'mistake',
      says: 'nothing for a node’s second parent',
      rule: { parents: 1 },
    },
  },
  pitfalls: ['a value that is used several times has the sum of what its uses give it'],

  rows: {
    '001/algorithm.backprop.gradient-table': ['law C1', 'law C4', 'law C5'],
    '001/identity.backprop.output-seed': 'law C3',
    '001/count.backprop.memoisation': ['law C2', 'variant path-by-path'],
  },
});
