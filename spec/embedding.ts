import { formula } from './lib/formula.ts';

export default formula({
  name: 'embedding',
  family: 'embedding',
  title: 'Rows of a table, looked up by token',
  sources: [
    'Bengio et al. (2003), A neural probabilistic language model',
    'https://pytorch.org/docs/stable/generated/torch.nn.Embedding.html',
  ],

  equations: `embedding(E[V,D], tokens[N] in V) -> y[N,D]
    y[n,d] = E[tokens[n], d]`,
  sizes: { V: [2, 7], D: [1, 5], N: [1, 9] },

  laws: {
    C1: 'a row is the one-hot vector of its token times the table',
    C2: 'the same token has the same vector wherever it stands',
    C3: 'the table of unit rows gives one-hot vectors: orthogonal, and √2 apart where the tokens differ',
    C4: 'it is linear in the table',
    C5: 'the gradient of a row is the sum of the gradients of its occurrences, and zero without any',
    C6: 'the gradient of the table adds up to what came in',
    C7: 'the vectors of king and queen are 0.1 apart, as those of apple and banana, and 0.8155 from king to apple',
    C8: 'two sentences of the same characters in another order have the same mean of their vectors, though not the same vectors',
  },
  examples: [
    {
      says: 'tokens count from 0, and a token may come twice',
      inputs: {
        E: [
          [0, 1],
          [10, 11],
          [20, 21],
        ],
        tokens: [2, 0, 2, 1],
      },
      outputs: {
        y: [
          [20, 21],
          [0, 1],
          [20, 21],
          [10, 11],
        ],
      },
    },
  ],
  special: [
    {
      says: 'NaN and ∞ stay in their row, also where others are looked up',
      inputs: {
        E: [
          [Number.NaN, Infinity],
          [1, 2],
        ],
        tokens: [1, 0],
      },
      outputs: {
        y: [
          [1, 2],
          [Number.NaN, Infinity],
        ],
      },
    },
  ],
  variants: {
    'counts-from-one': {
      kind: 'convention',
      says: 'tokens counted from 1',
      edits: 'y[n,d] = E[tokens[n] - 1, d]|0',
      who: 'Julia, the notes’ formulas',
      seen: ['convention 110', '003/embedding.one-hot-lookup.one-based'],
    },
    'scaled-by-root-d': {
      kind: 'convention',
      says: 'vectors multiplied by √D',
      edits: 'y[n,d] = sqrt(D) * E[tokens[n], d]',
      who: 'Transformers that scale their embedding',
      seen: ['convention 105'],
    },
    'table-transposed': {
      kind: 'mistake',
      says: 'the table read as [D, V]',
      edits: 'y[n,d<D] = E[(d*V + tokens[n]) div D, (d*V + tokens[n]) mod D]|0',
    },
    'first-token-only': {
      kind: 'mistake',
      says: 'the first token in the place of every token',
      edits: 'y[n<N,d] = E[tokens[0], d]',
    },
    'position-in-place-of-token': {
      kind: 'mistake',
      says: 'row n for the n-th token',
      edits: 'y[n<N,d<D] = E[n mod V, d]|0',
    },
    'no-gradient-to-token-zero': {
      kind: 'convention',
      says: 'no gradient to row 0, the row of padding',
      edits: 'y[n,d] = tokens[n] == 0 ? stop(E[tokens[n], d]) : E[tokens[n], d]',
      shows: 'in the gradient',
      who: 'PyTorch with padding_idx=0',
      seen: ['R-EMB-02', 'R-EMB-03', 'R-EMB-04'],
    },
    'gradient-by-frequency': {
      kind: 'convention',
      says: 'gradients divided by how often their token occurs',
      edits: `through(a) = a - stop(a)
        times[n<N] = sum[m<N](tokens[m] == tokens[n] ? 1 : 0)
        y[n,d] = stop(E[tokens[n], d]) + through(E[tokens[n], d]) / times[n]`,
      shows: 'in the gradient',
      who: 'PyTorch with scale_grad_by_freq',
    },
    'last-occurrence-only': {
      kind: 'mistake',
      says: 'a gradient from the last occurrence of a token alone, written where it should be added',
      edits: `later[n<N] = sum[m<N](m > n and tokens[m] == tokens[n] ? 1 : 0)
        y[n,d] = later[n] > 0 ? stop(E[tokens[n], d]) : E[tokens[n], d]`,
      shows: 'in the gradient',
      seen: ['S-38', 'R-EMB-05'],
    },
  },
  pitfalls: [
    'a batch without repeated tokens hides a gradient that is assigned and not added up',
    'a token outside the table is an error, not a row of zeros',
  ],
  rows: {
    '000/embedding.word2vec.linear-hidden-layer': 'law C1',
    '000/embedding.one-hot': 'law C3',
    '000/layer.attention.order-example': 'law C8',
    '001/embedding.one-hot-lookup': 'law C1',
    '001/convention.word2vec.weights-are-vectors': 'law C1',
    '003/embedding.map': 'agreement',
    '003/claim.embedding.static-vs-contextual': 'law C2',
    '003/example.embedding.king-queen': 'law C7',
    '003/embedding.pipeline': 'agreement',
    '003/embedding.matrix-rows': 'agreement',
    '003/embedding.one-hot-lookup.one-based': 'law C1',
    '004/embedding.one-hot': 'law C3',
    '004/identity.one-hot-orthogonality': 'law C3',
    '004/embedding.lookup': 'law C5',
  },

  mathjs: 'y = map(range(1, N, true), f(n) = map(range(1, D, true), g(d) = E[tokens[n] + 1, d]))',
});
