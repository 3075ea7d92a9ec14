import { formula } from './lib/formula.ts';

export default formula({
  name: 'pair-embedding',
  family: 'embedding',
  title: 'What a token is, where it stands and which sentence it belongs to, added up',
  sources: [
    'Devlin et al. (2019), BERT: pre-training of deep bidirectional transformers, figure 2',
    'https://huggingface.co/docs/transformers/model_doc/bert (word, position and token type embeddings)',
  ],

  equations: `pair_embedding(E[V,D], P[L,D], S[2,D], tokens[L] in V, segments[L] in 2) -> y[L,D]
    y[l,d] = E[tokens[l],d] + P[l,d] + S[segments[l],d]`,
  over: { batch: ['tokens', 'segments'] },
  sizes: { V: [2, 6], L: [1, 6], D: [1, 4] },

  laws: {
    C1: 'it is the sum of what each table gives with the others zero',
    C2: 'with the tables of tokens and positions zero there are two distinct vectors, the rows of S, one for each segment',
    C3: 'the table of segments holds 2·D numbers, whatever the vocabulary and the length',
    C4: 'with the rows of S exchanged and 0 and 1 in each other’s place nothing changes',
    C5: 'all three tables learn: a row’s gradient is the sum of what comes in wherever it was added, and each table’s adds up to all of it',
    C6: 'without positions, tokens and segments in another order give the same vectors in that order',
  },
  examples: [
    {
      says: 'the segment numbers look up a row of S: 1 adds (100, 200), not 1',
      inputs: {
        E: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        P: [
          [10, 10],
          [20, 20],
          [30, 30],
        ],
        S: [
          [0, 0],
          [100, 200],
        ],
        tokens: [[2, 0, 2]],
        segments: [[0, 1, 1]],
      },
      outputs: {
        y: [
          [
            [15, 16],
            [121, 222],
            [135, 236],
          ],
        ],
      },
      printed: {
        y: [
          [
            [15, 16],
            [22, 23],
            [36, 37],
          ],
        ],
      },
      row: '000/tokenizer.bert.segment-example',
    },
  ],
  special: [
    {
      says: 'NaN in the row of a segment stays with its tokens',
      inputs: { E: [[1]], P: [[1], [1]], S: [[1], [Number.NaN]], tokens: [[0, 0]], segments: [[0, 1]] },
      outputs: { y: [[[3], [Number.NaN]]] },
    },
  ],
  variants: {
    'segment-numbers-added': {
      kind: 'mistake',
      says: 'the numbers 0 and 1 of the segments added themselves, as if they were the embedding',
      edits: 'y[l,d] = E[tokens[l],d] + P[l,d] + segments[l]',
      seen: ['000/tokenizer.bert.segment-example'],
    },
    'no-segments': {
      kind: 'convention',
      says: 'no embedding of segments',
      edits: 'y[l,d] = E[tokens[l],d] + P[l,d]',
      who: 'models without segments, as DistilBERT',
    },
    'no-positions': {
      kind: 'mistake',
      says: 'no embedding of positions',
      edits: 'y[l,d] = E[tokens[l],d] + S[segments[l],d]',
    },
    'segments-exchanged': {
      kind: 'mistake',
      says: 'the segments 0 and 1 exchanged',
      edits: 'y[l,d] = E[tokens[l],d] + P[l,d] + S[1-segments[l],d]',
    },
    'one-segment': {
      kind: 'mistake',
      says: 'the first segment for all tokens',
      edits: 'y[l,d] = E[tokens[l],d] + P[l,d] + S[0,d]',
    },
    'tokens-scaled': {
      kind: 'convention',
      says: 'the embedding of tokens multiplied by √D first',
      edits: 'y[l,d] = sqrt(D) * E[tokens[l],d] + P[l,d] + S[segments[l],d]',
      who: 'Vaswani et al. (2017)',
      seen: ['convention 105'],
    },
    'segments-not-trained': {
      kind: 'mistake',
      says: 'no gradient to the embedding of segments',
      edits: 'y[l,d] = E[tokens[l],d] + P[l,d] + stop(S[segments[l],d])',
      shows: 'in the gradient',
    },
    'positions-not-trained': {
      kind: 'convention',
      says: 'no gradient to the embedding of positions',
      edits: 'y[l,d] = E[tokens[l],d] + stop(P[l,d]) + S[segments[l],d]',
      who: 'fixed sinusoidal positions',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['segment numbers are an index into a trainable 2 × D table, not the embedding'],

  rows: {
    '000/embedding.segment': ['law C2', 'law C3', 'law C5', 'agreement'],
    '000/tokenizer.bert.segment-example': 'variant segment-numbers-added',
  },

  mathjs:
    'y = map(range(1, L, true), f(l) = map(range(1, D, true), g(d) = E[tokens[l] + 1, d] + P[l, d] + S[segments[l] + 1, d]))',
});
