import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'glove',
  family: 'embedding',
  title: 'How far products of word vectors are from the logarithms of how often the words meet',
  sources: [
    'Pennington, Socher & Manning (2014), GloVe: global vectors for word representation, equations 8 and 9',
  ],

  equations: `glove(w[V,D], u[V,D], b[V], a[V], X[V,V]; xmax, alpha) -> J
    f(x)   = x < xmax ? (x / xmax)^alpha : 1
    e[i,j] = sum[d](w[i,d] * u[j,d]) + b[i] + a[j] - log(X[i,j])
    J      = sum[i,j](X[i,j] > 0 ? f(X[i,j]) * e[i,j]^2 : 0)`,
  options: { xmax: real(100, [3, 10, 100]), alpha: real(0.75, [0.75, 0.5, 1.5]) },
  inputs: { X: 'non-negative' },
  constants: ['X'],
  sizes: { V: [1, 4], D: [1, 3] },

  laws: {
    C1: 'it is never negative, and zero where products and biases are the logarithms of the counts',
    C2: 'the weight of a pair lies between 0 and 1, does not fall as the count grows, and is 1 from xmax on',
    C3: 'a pair that never met has no influence',
    C4: 'word and context vectors may change places with the counts transposed',
    C5: 'every count twice is taken up by log 2 in the biases: with xmax twice as large J is the same',
    C6: 'the gradient of a bias is the sum of 2 f(X) e over its row',
  },
  examples: [
    {
      says: 'one pair met once: the square of the product, at a weight of (1/16)^¾ = ⅛',
      inputs: { w: [[2]], u: [[3]], b: [1], a: [-3], X: [[1]] },
      options: { xmax: 16, alpha: 0.75 },
      outputs: { J: 2 },
      row: '000/embedding.glove',
    },
    {
      says: 'a pair that never met is left out',
      inputs: {
        w: [[1], [2]],
        u: [[1], [1]],
        b: [0, 0],
        a: [0, 0],
        X: [
          [1, 0],
          [0, 1],
        ],
      },
      options: { xmax: 1, alpha: 0.75 },
      outputs: { J: 5 },
    },
  ],
  variants: {
    'not-weighted': {
      kind: 'mistake',
      says: 'the same weight for every count',
      edits: 'f(x) = 1',
    },
    'weights-without-a-cap': {
      kind: 'mistake',
      says: 'weights that grow beyond 1',
      edits: 'f(x) = (x / xmax)^alpha',
    },
    'log-of-one-plus-the-count': {
      kind: 'convention',
      says: 'log(1 + X) in the place of log X',
      edits: 'e[i,j] = sum[d](w[i,d] * u[j,d]) + b[i] + a[j] - log1p(X[i,j])',
      who: 'the alternative that the paper discards',
    },
    'half-the-squares': {
      kind: 'convention',
      says: 'half of every square',
      edits: 'J = sum[i,j](X[i,j] > 0 ? 0.5 * f(X[i,j]) * e[i,j]^2 : 0)',
      who: 'Stanford’s glove.c',
    },
    'no-biases': {
      kind: 'mistake',
      says: 'the biases left out',
      edits: 'e[i,j] = sum[d](w[i,d] * u[j,d]) - log(X[i,j])',
    },
    'one-table': {
      kind: 'mistake',
      says: 'the word vectors for the contexts as well',
      edits: 'e[i,j] = sum[d](w[i,d] * w[j,d]) + b[i] + a[j] - log(X[i,j])',
    },
    'count-without-its-logarithm': {
      kind: 'mistake',
      says: 'the count in the place of its logarithm',
      edits: 'e[i,j] = sum[d](w[i,d] * u[j,d]) + b[i] + a[j] - X[i,j]',
    },
  },
  pitfalls: ['0·log 0 must not be computed: pairs that never met are left out of the sum'],

  rows: { '000/embedding.glove': ['agreement', 'gradient', 'law C1', 'law C2'] },

  mathjs: `weight(x) = x < xmax ? (x / xmax)^alpha : 1;
    e(i, j) = sum(map(range(1, D, true), f(d) = w[i, d] * u[j, d])) + b[i] + a[j] - log(X[i, j]);
    J = sum(map(range(1, V, true), p(i) = sum(map(range(1, V, true), q(j) = X[i, j] > 0 ? weight(X[i, j]) * e(i, j)^2 : 0))))`,
});
