import { formula } from './lib/formula.ts';

export default formula({
  name: 'skip-gram',
  family: 'embedding',
  title: 'The surprise at a word nearby, to one who knows the word in the middle',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space',
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality, equation 2',
  ],

  equations: `skip_gram(v[V,D], theta[V,D], centre[N] in V, outside[N] in V) -> loss[N]
    s[n,w]  = sum[d](v[centre[n],d] * theta[w,d])
    loss[n] = -log(exp(s[n,outside[n]]) / sum[w](exp(s[n,w])))`,
  algorithms: [
    `m[n]    = stop(max[w](s[n,w]))
     r[n,w]  = s[n,w] - m[n]
     loss[n] = log(sum[w](exp(r[n,w]))) - r[n,outside[n]]`,
  ],
  sizes: { V: [1, 6], D: [1, 4] },

  laws: {
    C1: 'given the word in the middle, the probabilities of all words nearby sum to one',
    C2: 'given the word in the middle the words around are independent: the probability of a context is the product of its words’, the exponential of minus the summed loss',
    C3: 'the gradient at the vector in the middle is Σ_u P(u)θ_u − θ_o',
    C4: 'only the row of the word in the middle gets a gradient from the lookup, and every row of θ may',
    C5: 'adding one vector to every row of θ changes nothing',
    C6: 'one-hot vector times table, inner products, softmax: step by step it is the same',
    C7: 'with one table of orthogonal vectors for both, every word predicts itself with e^‖v‖² against 1',
    C8: 'the worked sentence has at most the probability 1/6912, over its relative frequencies; every other table gives less',
    C9: 'trained on a text in which two words stand in the same places, the two are nearer to each other than to any other word, in nine of ten random starts at least',
  },
  examples: [
    {
      says: 'scores 2, 1, 0: the losses of all three words',
      inputs: {
        v: [
          [1, 2],
          [9, 9],
          [9, 9],
        ],
        theta: [
          [0, 1],
          [1, 0],
          [0, 0],
        ],
        centre: [0, 0, 0],
        outside: [0, 1, 2],
      },
      outputs: { loss: ['0.40760596', '1.40760596', '2.40760596'] },
    },
    {
      says: 'one table for both: a word competes with itself, e⁴ against 1',
      inputs: {
        v: [
          [2, 0],
          [0, 2],
        ],
        theta: [
          [2, 0],
          [0, 2],
        ],
        centre: [0, 0],
        outside: [0, 1],
      },
      outputs: { loss: ['0.01814993', '4.01814993'] },
      row: '003/embedding.skip-gram.softmax',
    },
    {
      says: 'a word far behind costs its distance, without overflow',
      inputs: { v: [[1000], [0]], theta: [[1], [-1]], centre: [0], outside: [1] },
      outputs: { loss: [2000] },
    },
  ],
  special: [
    {
      says: 'NaN in a word that is not in the middle has no influence',
      inputs: { v: [[Number.NaN], [0]], theta: [[1], [2]], centre: [1], outside: [0] },
      outputs: { loss: [Math.LN2] },
    },
  ],
  variants: {
    'tied-tables': {
      kind: 'convention',
      says: 'the same vectors for input and output words',
      edits: 's[n,w] = sum[d](v[centre[n],d] * v[w,d])',
      who: 'note 003',
      seen: ['003/embedding.skip-gram.softmax'],
    },
    'tables-swapped': {
      kind: 'mistake',
      says: 'the word in the middle read from the output table and scored with the input table',
      edits: 's[n,w] = sum[d](theta[centre[n],d] * v[w,d])',
    },
    'roles-swapped': {
      kind: 'convention',
      says: 'the word nearby for the input and the word in the middle for the target',
      edits: `s[n,w]  = sum[d](v[outside[n],d] * theta[w,d])
        loss[n] = log(sum[w](exp(r[n,w]))) - r[n,centre[n]]`,
      who: 'the original word2vec.c, which goes through all pairs in both directions',
    },
    'word-itself-excluded': {
      kind: 'mistake',
      says: 'the word in the middle left out of the sum',
      edits: 'r[n,w] = w == centre[n] and outside[n] != centre[n] ? -∞ : s[n,w] - m[n]',
      seen: ['003/embedding.skip-gram.softmax'],
    },
    'no-shift': {
      kind: 'mistake',
      says: 'exp of the raw scores, without subtracting the largest first',
      edits: 'loss[n] = log(sum[w](exp(s[n,w]))) - s[n,outside[n]]',
      shows: 'numerically',
    },
    'no-normalisation': {
      kind: 'mistake',
      says: 'minus the score alone, without the other words',
      edits: 'loss[n] = -s[n,outside[n]]',
    },
    'positive-gradient-only': {
      kind: 'mistake',
      says: 'a gradient that pulls at the word nearby and pushes at no other',
      edits: 'loss[n] = log(sum[w](exp(stop(r[n,w])))) - r[n,outside[n]]',
      shows: 'in the gradient',
    },
    'no-gradient-to-other-words': {
      kind: 'mistake',
      says: 'a gradient to the row of the word nearby in θ alone',
      edits: 's[n,w] = sum[d](v[centre[n],d] * (w == outside[n] ? theta[w,d] : stop(theta[w,d])))',
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'two tables: with one alone a word competes with itself, and e^‖v‖² grows in the denominator',
    'a frequent pair is to be as probable as it is frequent, not as probable as possible: rows sum to one',
  ],

  rows: {
    '000/embedding.word2vec.skip-gram': ['agreement', 'law C2'],
    '000/embedding.word2vec.objective': 'law C2',
    '001/claim.embedding.semantic-distance': 'law C9',
    '003/claim.embedding.semantic-neighbours': 'law C9',
    '003/embedding.skip-gram.objective': 'law C2',
    '003/example.skip-gram.maximiser': 'law C8',
    '003/embedding.skip-gram.softmax': ['law C1', 'law C3', 'law C5', 'law C7', 'variant tied-tables'],
    '003/algorithm.skip-gram.forward': ['law C6', 'law C4'],
  },

  mathjs: `s(n, w) = sum(map(range(1, D, true), f(d) = v[centre[n] + 1, d] * theta[w, d]));
    loss = map(range(1, N, true), h(n) =
      log(sum(map(range(1, V, true), g(w) = exp(s(n, w) - s(n, outside[n] + 1))))))`,
});
