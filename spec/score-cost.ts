import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'score-cost',
  family: 'counting',
  title: 'How many products the scores of all queries and keys cost, additive and as inner products',
  sources: [
    'Bahdanau, Cho & Bengio (2015), Neural machine translation by jointly learning to align and translate',
    'Vaswani et al. (2017), Attention is all you need, section 3.2.1',
  ],

  signature: 'score_cost(; width, hidden, queries, keys) -> dot, additive, tanhs, projecting',
  steps: [
    'dot: a query and a key of `width` numbers cost `width` products.',
    'additive: once query and key are projected, a pair costs one product for each of `hidden` units, and as many tanhs.',
    'projecting: every query and every key is projected once, at width · hidden products.',
  ],
  options: { width: int(1, 5, 4), hidden: int(1, 5, 3), queries: int(1, 4, 2), keys: int(1, 4, 3) },

  laws: {
    C1: 'dot is what the inner products of every query with all keys cost, counted one by one',
    C2: 'additive and tanhs are what the additive scores of every query cost, counted one by one, less the projections',
    C3: 'both are linear in their own dimension, and for each the products per pair are that dimension: of equal dimensions neither is cheaper',
    C4: 'projecting is what the linear layers of all queries and keys cost; it grows with their sum, the scores with their product',
    C5: 'one matrix product Q Kᵀ costs as much as all inner products one by one, and gives the same scores',
  },
  examples: [
    {
      says: 'equal dimensions cost equally many products',
      inputs: {},
      options: { width: 64, hidden: 64, queries: 10, keys: 10 },
      outputs: { dot: 6400, additive: 6400, tanhs: 6400, projecting: 81920 },
      row: '000/layer.attention.cost-comparison',
    },
    {
      says: 'each has its own dimension',
      inputs: {},
      options: { width: 2, hidden: 5, queries: 3, keys: 4 },
      outputs: { dot: 24, additive: 60, tanhs: 60, projecting: 70 },
    },
  ],
  variants: {
    'projected-for-each-pair': {
      kind: 'mistake',
      says: 'query and key projected anew for each pair',
      rule: { projections: 'pairs' },
    },
    'width-for-both': {
      kind: 'mistake',
      says: 'the width of the keys in the place of the hidden width of the additive score',
      rule: { hidden: false },
    },
    'without-the-last-layer': {
      kind: 'mistake',
      says: 'an additive score without the products with v',
      rule: { last: false },
    },
  },
  pitfalls: [
    'that inner products are faster in practice is a matter of hardware: they are one matrix product',
  ],

  rows: { '000/layer.attention.cost-comparison': ['law C1', 'law C2', 'law C3', 'law C5'] },
});
