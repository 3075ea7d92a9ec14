import { algorithm } from './lib/algorithm.ts';
import { flag, int } from './lib/options.ts';

export default algorithm({
  name: 'adjacency',
  family: 'graph',
  title: 'The matrix of a graph, from the list of its edges',
  sources: [
    'Cormen, Leiserson, Rivest & Stein (2009), Introduction to algorithms, section 22.1',
    'https://networkx.org/documentation/stable/reference/generated/networkx.linalg.graphmatrix.adjacency_matrix.html',
  ],

  signature:
    'adjacency(from[E] in nodes, to[E] in nodes, weight[E] in 1000; nodes, directed) -> A[nodes,nodes], degree[nodes]',
  steps: [
    'A[i,j] is the weight of the edge from node i to node j, 0 where there is none; several between the same nodes add up.',
    'An undirected edge is two, one in each direction: it counts in A[i,j] and in A[j,i], and from a node to itself twice.',
    'The degree of a node is the sum of its row: the weights of the edges that leave it.',
  ],
  options: { nodes: int(1, 6, 4), directed: flag(false) },
  sizes: { E: [1, 8] },
  values: { weight: [1, 5] },

  laws: {
    C1: 'read off the matrix, the edges of a directed graph are those of the list, and make the same matrix again',
    C2: 'with weights of one the degrees add up to twice the number of undirected edges, and to the number of directed ones',
    C3: 'the matrix of an undirected graph is symmetric, and that of an arrow between two nodes is not',
    C4: 'the undirected matrix is the directed one plus its transpose',
    C5: 'edges in another order make the same matrix',
    C6: 'renamed nodes take their rows, columns and degrees with them',
  },
  examples: [
    {
      says: 'a triangle with a tail, undirected: degrees 2, 2, 3, 1 for four edges',
      inputs: { from: [0, 1, 2, 2], to: [1, 2, 0, 3], weight: [1, 1, 1, 1] },
      options: { nodes: 4, directed: false },
      outputs: {
        A: [
          [0, 1, 1, 0],
          [1, 0, 1, 0],
          [1, 1, 0, 1],
          [0, 0, 1, 0],
        ],
        degree: [2, 2, 3, 1],
      },
      row: '003/graph.definition',
    },
    {
      says: 'the same edges directed and weighted: row by row where they lead',
      inputs: { from: [0, 1, 2, 2], to: [1, 2, 0, 3], weight: [5, 6, 7, 8] },
      options: { nodes: 4, directed: true },
      outputs: {
        A: [
          [0, 5, 0, 0],
          [0, 0, 6, 0],
          [7, 0, 0, 8],
          [0, 0, 0, 0],
        ],
        degree: [5, 6, 15, 0],
      },
      row: '003/graph.definition',
    },
    {
      says: 'an edge from a node to itself counts twice, two edges add up, and a node may have none',
      inputs: { from: [0, 0, 1], to: [0, 1, 0], weight: [1, 2, 3] },
      options: { nodes: 3, directed: false },
      outputs: {
        A: [
          [2, 5, 0],
          [5, 0, 0],
          [0, 0, 0],
        ],
        degree: [7, 5, 0],
      },
    },
  ],
  variants: {
    'column-to-row': {
      kind: 'convention',
      says: 'edges that lead from the column to the row',
      rule: { from: 'column' },
      who: 'texts that write the sum over neighbours as A h',
    },
    'loops-once': {
      kind: 'convention',
      says: 'an undirected edge from a node to itself counted once',
      rule: { loops: 'once' },
      who: 'NetworkX',
    },
    'degrees-of-arrivals': {
      kind: 'convention',
      says: 'the degree of a node as the sum of its column: what arrives',
      rule: { degree: 'arriving' },
    },
    'last-edge-alone': {
      kind: 'mistake',
      says: 'the last of several edges between the same nodes, written where it should be added',
      rule: { several: 'last' },
    },
    'always-directed': {
      kind: 'mistake',
      says: 'undirected edges entered in one direction',
      rule: { directed: 'always' },
    },
    'never-directed': {
      kind: 'mistake',
      says: 'directed edges entered in both directions',
      rule: { directed: 'never' },
    },
    'weights-ignored': {
      kind: 'mistake',
      says: 'one for the weight of every edge',
      rule: { weights: 'one' },
    },
  },
  pitfalls: [
    'whether A[i,j] leads from i to j or from j to i differs between texts, and shows in directed graphs only',
  ],

  rows: {
    '003/graph.definition': ['law C1', 'law C2', 'law C3'],
  },
});
