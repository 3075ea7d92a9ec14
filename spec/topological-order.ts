import { algorithm } from './lib/algorithm.ts';

export default algorithm({
  name: 'topological-order',
  family: 'graph',
  title: 'The nodes of a network so that each comes after those it is computed from',
  sources: [
    'Kahn (1962), Topological sorting of large networks',
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 6.5.1',
  ],

  signature: 'topological_order(parents[V,2] in 100) -> order[V]',
  steps: [
    'The nodes are 0 … V−1, each computed from at most two others, its parents; a number from V on is no node.',
    'Of all nodes whose parents have been taken take the one with the smallest number, V times.',
    'If none is left to take before all are taken, they wait for each other in a circle: the order is −1 throughout.',
  ],
  sizes: { V: [1, 6] },
  values: { parents: [0, 11] },

  laws: {
    C1: 'it is the first in the dictionary of all orders in which parents come first, and −1 where there is none: all are tried',
    C2: 'a network of layers has one, however its units are numbered; with one connection back from the last unit to the first it has none',
    C3: 'a recurrent cell that reads its own state has none; unrolled over T steps, a copy each, it has one again',
  },
  examples: [
    {
      says: 'the network 2-2-1: inputs, hidden units, output',
      inputs: {
        parents: [
          [9, 9],
          [9, 9],
          [0, 1],
          [0, 1],
          [2, 3],
        ],
      },
      outputs: { order: [0, 1, 2, 3, 4] },
      row: '004/graph.feedforward-dag',
    },
    {
      says: 'a recurrent cell: its state, from input and state, has no place',
      inputs: {
        parents: [
          [9, 9],
          [0, 1],
        ],
      },
      outputs: { order: [-1, -1] },
      row: '004/graph.feedforward-dag',
    },
    {
      says: 'numbered from the output down, and one node read twice',
      inputs: {
        parents: [
          [1, 1],
          [2, 3],
          [3, 9],
          [9, 9],
        ],
      },
      outputs: { order: [3, 2, 1, 0] },
    },
    {
      says: 'of two that are ready the smaller, as soon as it is',
      inputs: {
        parents: [
          [1, 9],
          [9, 9],
          [9, 9],
        ],
      },
      outputs: { order: [1, 0, 2] },
    },
    {
      says: 'a circle of two is enough, though a third node is ready',
      inputs: {
        parents: [
          [9, 9],
          [2, 9],
          [1, 9],
        ],
      },
      outputs: { order: [-1, -1, -1] },
    },
  ],
  variants: {
    'largest-first': {
      kind: 'convention',
      says: 'of several nodes that are ready the one with the largest number',
      rule: { first: 'largest' },
    },
    'in-waves': {
      kind: 'convention',
      says: 'all nodes that are ready, and then all that are ready after them',
      rule: { first: 'oldest' },
      who: 'Kahn’s algorithm with a queue',
    },
    'as-far-as-it-goes': {
      kind: 'convention',
      says: 'the nodes before a circle, and −1 for the rest',
      rule: { partial: true },
    },
    'self-loops-ignored': {
      kind: 'mistake',
      says: 'an order for nodes that read themselves',
      rule: { loops: false },
    },
    'children-first': {
      kind: 'mistake',
      says: 'the order turned round, children before parents',
      rule: { reversed: true },
    },
  },

  rows: { '004/graph.feedforward-dag': ['law C1', 'law C2', 'law C3'] },
});
