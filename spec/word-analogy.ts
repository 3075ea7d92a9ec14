import { formula } from './lib/formula.ts';

export default formula({
  name: 'word-analogy',
  family: 'embedding',
  title: 'For a is to b as c is to …, the squared distance of every word from b − a + c',
  sources: [
    'Mikolov, Yih & Zweig (2013), Linguistic regularities in continuous space word representations',
    'Levy & Goldberg (2014), Linguistic regularities in sparse and explicit word representations',
  ],

  equations: `word_analogy(E[V,D], a[N] in V, b[N] in V, c[N] in V) -> distance[N,V]
    target[n,d]   = E[b[n],d] - E[a[n],d] + E[c[n],d]
    distance[n,v] = sum[d]((E[v,d] - target[n,d])^2)`,
  sizes: { V: [2, 6], D: [1, 4], N: [1, 4] },

  laws: {
    C1: 'king − man = queen − woman, man − woman = king − queen and king − man + woman = queen say the same: one distance in three arrangements, zero in each or in none',
    C2: 'with vectors that are a role plus a gender the nearest word, the three of the question left out, is the one that completes the analogy',
    C3: 'where b is near a, c is as near to the point as b is to a, and a word of the question is nearest of all: these must be left out',
    C4: 'one vector added to all words, or all words turned by a right angle, changes no distance',
    C5: 'the gradient of the table adds up to zero',
  },
  examples: [
    {
      says: 'man, woman, king, queen as role and gender: queen is at the point itself',
      inputs: {
        E: [
          [1, 0],
          [1, 1],
          [4, 0],
          [4, 1],
        ],
        a: [0],
        b: [2],
        c: [1],
      },
      outputs: { distance: [[10, 9, 1, 0]] },
      row: '003/claim.embedding.analogy',
    },
    {
      says: 'vectors that are only nearly so: the fourth word is nearest, but not at the point',
      inputs: {
        E: [
          [1, 0],
          [1, 1],
          [4, 0],
          [4.25, 1.5],
        ],
        a: [0],
        b: [2],
        c: [1],
      },
      outputs: { distance: [[10, 9, 1, 0.3125]] },
      printed: { distance: [[10, 9, 1, 0]] },
      row: '000/embedding.analogy',
    },
  ],
  special: [
    {
      says: 'NaN in a word that is not asked about stays with it',
      inputs: { E: [[0], [1], [Number.NaN]], a: [0], b: [1], c: [0] },
      outputs: { distance: [[1, 0, Number.NaN]] },
    },
  ],
  variants: {
    'the-other-way': {
      kind: 'mistake',
      says: 'a − b + c in the place of b − a + c',
      edits: 'target[n,d] = E[a[n],d] - E[b[n],d] + E[c[n],d]',
    },
    'all-added': {
      kind: 'mistake',
      says: 'the sum of all three',
      edits: 'target[n,d] = E[b[n],d] + E[a[n],d] + E[c[n],d]',
    },
    'nearest-to-c': {
      kind: 'mistake',
      says: 'distances from c alone',
      edits: 'target[n,d] = E[c[n],d]',
    },
    'distance-not-squared': {
      kind: 'convention',
      says: 'the distance itself, which has the same order',
      edits: 'distance[n,v] = sqrt(sum[d]((E[v,d] - target[n,d])^2))',
    },
    'cosine-distance': {
      kind: 'convention',
      says: 'one less the cosine',
      edits: `distance[n,v] = 1 - sum[d](E[v,d] * target[n,d])
        / sqrt(sum[d](E[v,d]^2) * sum[d](target[n,d]^2))`,
      who: 'word2vec’s analogy test (3CosAdd)',
    },
    'point-as-constant': {
      kind: 'mistake',
      says: 'no gradient through the point that is sought',
      edits: 'distance[n,v] = sum[d]((E[v,d] - stop(target[n,d]))^2)',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'the relation holds only nearly for trained vectors',
    'without leaving out the words of the question the nearest one is often c',
  ],

  rows: {
    '000/embedding.analogy': ['law C1', 'law C2'],
    '003/claim.embedding.analogy': ['law C2', 'law C3'],
  },

  mathjs: `point(n, d) = E[b[n] + 1, d] - E[a[n] + 1, d] + E[c[n] + 1, d];
    distance = map(range(1, N, true), f(n) = map(range(1, V, true), g(v) = sum(map(range(1, D, true), h(d) = (E[v, d] - point(n, d))^2))))`,
});
