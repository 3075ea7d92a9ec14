import { formula } from './lib/formula.ts';
import { choice } from './lib/options.ts';

export default formula({
  name: 'graph-aggregation',
  family: 'graph',
  title: 'Each node of a graph takes in what its neighbours send along the edges',
  sources: [
    'Gilmer et al. (2017), Neural message passing for quantum chemistry',
    'Hamilton, Ying & Leskovec (2017), Inductive representation learning on large graphs (the mean)',
    'https://pytorch-geometric.readthedocs.io/en/latest/generated/torch_geometric.nn.conv.GraphConv.html',
  ],

  equations: `graph_aggregation(h[V,D], A[V,V], W[E,D], U[E,D], b[E]; aggregate) -> h1[V,E], r[E]
    deg[v]  = sum[u](A[u,v])
    m[v,d]  = sum[u](A[u,v] * h[u,d]) / (aggregate == 'mean' and deg[v] > 0 ? deg[v] : 1)
    z[v,e]  = sum[d](W[e,d] * h[v,d]) + sum[d](U[e,d] * m[v,d]) + b[e]
    h1[v,e] = max(0, z[v,e])
    r[e]    = sum[v](h1[v,e]) / V`,
  options: { aggregate: choice('sum', 'mean') },
  inputs: { A: 'non-negative' },
  constants: ['A'],
  sizes: { V: [1, 5], D: [1, 4], E: [1, 4] },

  laws: {
    C1: 'nodes numbered otherwise, with their edges, give the same vectors under their new numbers: there is no grid, only nodes and edges',
    C2: 'the readout of the whole graph does not depend on how its nodes are numbered',
    C3: 'a node without edges depends on itself alone: relu(W h + b)',
    C4: 'L layers carry a node’s features to exactly the nodes that are at most L edges away',
    C5: 'the gradient of a node’s vector is zero at every node but itself and those with an edge to it, and there it is W and A·U under the relu',
    C6: 'a mean is a sum over the degree: where every node has k edges of weight one, the mean with k·U is the sum with U',
    C7: 'all weights twice as large leave the mean as it is, and are worth 2·U to the sum',
    C8: 'an arrow carries features from its tail to its head, not back',
    C9: 'an image is one graph among others: on the grid of its pixels the sum is a convolution by a cross with one weight for all four neighbours, and the image turned by a quarter gives the answer turned',
  },
  examples: [
    {
      says: 'a path of three nodes: each its own feature and its neighbours’',
      inputs: {
        h: [[1], [2], [4]],
        A: [
          [0, 1, 0],
          [1, 0, 1],
          [0, 1, 0],
        ],
        W: [[1]],
        U: [[10]],
        b: [-30],
      },
      options: { aggregate: 'sum' },
      outputs: { h1: [[0], [22], [0]], r: ['7.333333'] },
      row: '003/graph.message-passing',
    },
    {
      says: 'the mean of the neighbours, weighted by the edges',
      inputs: {
        h: [
          [1, 0],
          [2, 4],
          [4, 8],
        ],
        A: [
          [0, 0, 3],
          [0, 0, 1],
          [0, 0, 0],
        ],
        W: [[1, 0]],
        U: [[0, 1]],
        b: [0.5],
      },
      options: { aggregate: 'mean' },
      outputs: { h1: [[1.5], [2.5], [5.5]], r: ['3.1666667'] },
    },
    {
      says: 'its own features count, not its neighbours’ alone',
      inputs: {
        h: [[3], [5]],
        A: [
          [0, 1],
          [1, 0],
        ],
        W: [[2]],
        U: [[1]],
        b: [0],
      },
      outputs: { h1: [[11], [13]], r: [12] },
      printed: { h1: [[5], [3]] },
      row: '003/claim.gnn.neighbour-dependence',
    },
  ],
  special: [
    {
      says: 'NaN in a node reaches those it has an edge to, and the readout',
      inputs: {
        h: [[Number.NaN], [1]],
        A: [
          [0, 1],
          [0, 0],
        ],
        W: [[1]],
        U: [[1]],
        b: [0],
      },
      options: { aggregate: 'mean' },
      outputs: { h1: [[Number.NaN], [Number.NaN]], r: [Number.NaN] },
    },
  ],
  variants: {
    'edges-reversed': {
      kind: 'convention',
      says: 'edges taken from head to tail: A h in the place of its transpose',
      edits: `deg[v] = sum[u](A[v,u])
        m[v,d] = sum[u](A[v,u] * h[u,d]) / (aggregate == 'mean' and deg[v] > 0 ? deg[v] : 1)`,
      who: 'texts that have A[v,u] for an edge from u to v',
    },
    'neighbours-alone': {
      kind: 'convention',
      says: 'the neighbours alone, without the node’s own features',
      edits: 'z[v,e] = sum[d](U[e,d] * m[v,d]) + b[e]',
      seen: ['003/claim.gnn.neighbour-dependence'],
    },
    'one-weight-for-both': {
      kind: 'convention',
      says: 'one weight for a node’s own features and those it takes in',
      edits: 'z[v,e] = sum[d](U[e,d] * (h[v,d] + m[v,d])) + b[e]',
      who: 'graph convolutional networks, which add an edge from each node to itself',
    },
    'unweighted-edges': {
      kind: 'mistake',
      says: 'edges counted, whatever they weigh',
      edits: `deg[v] = sum[u](A[u,v] > 0 ? 1 : 0)
        m[v,d] = sum[u](A[u,v] > 0 ? h[u,d] : 0) / (aggregate == 'mean' and deg[v] > 0 ? deg[v] : 1)`,
    },
    'mean-over-all-nodes': {
      kind: 'mistake',
      says: 'a mean over all nodes of the graph in the place of the neighbours',
      edits: "m[v,d] = sum[u](A[u,v] * h[u,d]) / (aggregate == 'mean' ? V : 1)",
    },
    'always-sum': {
      kind: 'mistake',
      says: 'the sum, whichever aggregate was asked for',
      force: { aggregate: 'sum' },
    },
    'isolated-nodes-divided-by-zero': {
      kind: 'mistake',
      says: 'a mean over no neighbours as 0/0',
      edits: "m[v,d] = sum[u](A[u,v] * h[u,d]) / (aggregate == 'mean' ? deg[v] : 1)",
      shows: 'numerically',
    },
    'no-relu': {
      kind: 'mistake',
      says: 'no relu',
      edits: 'h1[v,e] = z[v,e]',
    },
    'readout-by-sum': {
      kind: 'convention',
      says: 'the sum over the nodes for a readout',
      edits: 'r[e] = sum[v](h1[v,e])',
      who: 'Xu et al. (2019), graph isomorphism networks',
    },
    'readout-of-the-first-node': {
      kind: 'mistake',
      says: 'the vector of the first node for a readout',
      edits: 'r[e] = h1[0,e]',
    },
    'no-gradient-to-the-neighbours': {
      kind: 'mistake',
      says: 'no gradient to the neighbours’ features',
      edits: `g[u,d] = stop(h[u,d])
        m[v,d] = sum[u](A[u,v] * g[u,d]) / (aggregate == 'mean' and deg[v] > 0 ? deg[v] : 1)`,
      shows: 'in the gradient',
    },
    'readout-not-trained': {
      kind: 'mistake',
      says: 'no gradient through the readout',
      edits: 'r[e] = stop(sum[v](h1[v,e]) / V)',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'a node without edges has a mean of nothing (0/0): it takes in zero',
    'with A[u,v] for the edge from u to v the messages are Aᵀh; many texts have it the other way round',
  ],

  rows: {
    '003/graph.message-passing': ['agreement', 'law C1', 'law C2', 'law C3'],
    '003/claim.gnn.neighbour-dependence': ['law C4', 'law C5', 'variant neighbours-alone'],
    '003/convention.graph-neural-network.name': ['law C1', 'law C9'],
  },

  mathjs: `s(v) = sum(map(range(1, V, true), f(u) = A[u, v]));
    c(v) = equalText(aggregate, "mean") ? (s(v) > 0 ? s(v) : 1) : 1;
    m(v, d) = sum(map(range(1, V, true), f(u) = A[u, v] * h[u, d])) / c(v);
    z(v, k) = sum(map(range(1, D, true), f(d) = W[k, d] * h[v, d] + U[k, d] * m(v, d))) + b[k];
    h1 = map(range(1, V, true), f(v) = map(range(1, E, true), g(k) = max(0, z(v, k))));
    r = map(range(1, E, true), g(k) = sum(map(range(1, V, true), f(v) = max(0, z(v, k)))) / V)`,
});
