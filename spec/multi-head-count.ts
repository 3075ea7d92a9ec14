import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'multi-head-count',
  family: 'counting',
  title: 'What multi-head self-attention holds and costs, for a width that its heads share out',
  sources: ['Vaswani et al. (2017), Attention is all you need, sections 3.2.2 and 4'],

  signature:
    'multi_head_count(; width, heads, tokens) -> head_width, key_vectors, key_numbers, parameters, biases, one_projection, scoring, projecting, exponentials',
  steps: [
    'Each head works in width / heads dimensions; where heads does not divide width, everything is −1.',
    'Every head has a key of that width for every token: heads · tokens vectors, tokens · width numbers.',
    'parameters: the projections to queries, keys and values of all heads and the one back have width² weights each.',
    'biases, where there are any, are one for each row of the four. one_projection: the weights if queries, keys and values share theirs.',
    'scoring: the products of queries with keys and of weights with values. projecting: those of the four projections.',
    'exponentials: one for each head, query and key.',
  ],
  options: { width: int(1, 12, 8), heads: int(1, 4, 2), tokens: int(1, 4, 3) },

  laws: {
    C1: 'the parameters are as many as the projections of all heads have entries, and 4 · width²',
    C2: 'scoring and projecting are the multiplications of multi-head attention, counted one by one, and the exponentials its calls of exp',
    C3: 'scoring, projecting and parameters are those of a single head; exponentials and key vectors grow with the heads',
    C4: 'the widths of the heads add up to the width, and there are heads exactly for the divisors of the width',
    C5: 'queries, keys and values have three times the weights that one shared projection has',
    C6: 'the projections outweigh scoring until there are more than twice as many tokens as dimensions, so the cost is not 2 · tokens² · width alone',
    C7: 'of the widths 512 … 4096 those with 8 heads are the multiples of 8, those with 16 the multiples of 16, and a head has width/8 or width/16',
  },
  examples: [
    {
      says: 'width 512, 8 heads of 64: 1 048 576 parameters',
      inputs: {},
      options: { width: 512, heads: 8, tokens: 10 },
      outputs: counts(64, 80, 5120, 1048576, 2048, 262144, 102400, 10485760, 800),
      row: '003/count.multi-head.parameters',
    },
    {
      says: 'width 512, 16 heads of 32: as many parameters',
      inputs: {},
      options: { width: 512, heads: 16, tokens: 10 },
      outputs: counts(32, 160, 5120, 1048576, 2048, 262144, 102400, 10485760, 1600),
      row: '003/count.multi-head.parameters',
    },
    {
      says: 'width 1024, 16 heads of 64',
      inputs: {},
      options: { width: 1024, heads: 16, tokens: 1 },
      outputs: counts(64, 16, 1024, 4194304, 4096, 1048576, 2048, 4194304, 16),
      row: '003/count.multi-head.head-dimension',
    },
    {
      says: 'width 512 in 7 heads: there is none',
      inputs: {},
      options: { width: 512, heads: 7, tokens: 10 },
      outputs: counts(-1, -1, -1, -1, -1, -1, -1, -1, -1),
      row: '003/count.multi-head.head-dimension',
    },
  ],
  variants: {
    'heads-times-width': {
      kind: 'mistake',
      says: 'heads as wide as width times heads, the fraction read as a product',
      rule: { headWidth: 'product' },
      seen: ['003/count.multi-head.head-dimension'],
    },
    'every-head-full': {
      kind: 'convention',
      says: 'heads as wide as the model each',
      rule: { headWidth: 'full' },
      who: 'layers with key_dim = width (Keras lets one choose)',
    },
    'rounded-down': {
      kind: 'mistake',
      says: 'a width rounded down where heads does not divide it',
      rule: { rounded: true },
    },
    'projections-left-out': {
      kind: 'mistake',
      says: 'a cost of 2 · tokens² · width alone, without the projections',
      rule: { projecting: false },
      seen: ['003/count.multi-head.complexity'],
    },
    'as-many-keys-as-tokens': {
      kind: 'mistake',
      says: 'one key vector for each token, however many heads',
      rule: { keys: 'tokens' },
      seen: ['003/identity.multi-head.total-key-width'],
    },
    'exponentials-of-one-head': {
      kind: 'mistake',
      says: 'as many exponentials as one head has',
      rule: { exponentials: 'one' },
      seen: ['003/count.multi-head.complexity'],
    },
  },
  pitfalls: [
    'the width of the keys stays, heads · head_width = width; the number of key vectors rises from tokens to heads · tokens',
    'biases add 4 · width parameters; frameworks pack the first three projections into one matrix',
  ],

  rows: {
    '000/counting.attention.qkv-parameters': 'law C5',
    '003/count.multi-head.head-dimension': ['law C4', 'variant heads-times-width'],
    '003/convention.multi-head.typical-heads': 'law C7',
    '003/convention.embedding.dimension-range': 'law C7',
    '003/count.multi-head.complexity': ['law C2', 'law C3', 'law C6', 'variant projections-left-out'],
    '003/count.multi-head.parameters': ['law C1', 'law C3'],
    '003/identity.multi-head.total-key-width': ['law C3', 'law C4', 'variant as-many-keys-as-tokens'],
  },
});

function counts(
  head_width: number,
  key_vectors: number,
  key_numbers: number,
  parameters: number,
  biases: number,
  one_projection: number,
  scoring: number,
  projecting: number,
  exponentials: number,
) {
  const held = { head_width, key_vectors, key_numbers, parameters, biases, one_projection };
  return { ...held, scoring, projecting, exponentials };
}
