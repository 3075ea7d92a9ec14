import { formula } from './lib/formula.ts';

export default formula({
  name: 'latent-semantic-analysis',
  family: 'embedding',
  title:
    'Documents projected on the first left singular vectors of a term–document matrix, and what that leaves of it',
  sources: [
    'Deerwester, Dumais, Furnas, Landauer & Harshman (1990), Indexing by latent semantic analysis',
    'Eckart & Young (1936), The approximation of one matrix by another of lower rank',
  ],

  // X = U Σ Vᵀ; U holds its first K columns, the vectors of the terms are its rows.
  equations: `latent_semantic_analysis(X[T,D], U[T,K]) -> documents[K,D], approximation[T,D]
    documents[k,j]     = sum[t](U[t,k] * X[t,j])
    approximation[t,j] = sum[k](U[t,k] * documents[k,j])`,
  sizes: { T: [1, 5], D: [1, 4], K: [1, 3] },

  laws: {
    C1: 'for X = Σ σᵢuᵢvᵢᵀ the documents are Σ_kV_kᵀ: row i is σᵢvᵢ',
    C2: 'the approximation is U_kΣ_kV_kᵀ, and its squared error the sum of the σᵢ² that were left out',
    C3: 'no matrix of rank k comes nearer to X: not its projection on other directions, nor any product of two random factors',
    C4: 'with all singular vectors nothing is lost',
    C5: 'what is left out is orthogonal to what is kept, and to project a second time changes nothing',
    C6: 'the columns of documents have the same products with one another as the documents of the approximation',
  },
  examples: [
    {
      says: 'one direction of two: singular values 10 and 5, the vectors (3, 4)/5 and (−4, 3)/5 on both sides',
      inputs: {
        X: [
          [6.8, 2.4],
          [2.4, 8.2],
        ],
        U: [[0.6], [0.8]],
      },
      outputs: {
        documents: [['6.0000', '8.0000']],
        approximation: [
          ['3.6000', '4.8000'],
          ['4.8000', '6.4000'],
        ],
      },
      row: '000/embedding.lsa',
    },
    {
      says: 'unit vectors pick rows',
      inputs: {
        X: [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        U: [
          [0, 0],
          [1, 0],
          [0, 1],
        ],
      },
      outputs: {
        documents: [
          [3, 4],
          [5, 6],
        ],
        approximation: [
          [0, 0],
          [3, 4],
          [5, 6],
        ],
      },
    },
  ],
  variants: {
    'last-direction-first': {
      kind: 'mistake',
      says: 'the directions in reverse order',
      edits: 'documents[k,j] = sum[t](U[t,K-1-k] * X[t,j])',
    },
    'nothing-left-out': {
      kind: 'mistake',
      says: 'the matrix itself, as with V not cut off to its first columns',
      edits: 'approximation[t,j] = X[t,j]',
      seen: ['000/embedding.lsa'],
    },
    'first-direction-alone': {
      kind: 'mistake',
      says: 'the first direction alone',
      edits: 'approximation[t,j] = U[t,0] * documents[0,j]',
    },
    'documents-scaled-to-length': {
      kind: 'convention',
      says: 'documents divided by the length of their row, the V_kᵀ without Σ_k',
      edits: 'documents[k,j] = sum[t](U[t,k] * X[t,j]) / sqrt(sum[i<D]((sum[t](U[t,k] * X[t,i]))^2))',
      who: 'those who give the words the U_kΣ_k',
    },
    'gradient-once': {
      kind: 'mistake',
      says: 'a gradient of the singular vectors from the projection back alone',
      edits: 'documents[k,j] = sum[t](stop(U[t,k]) * X[t,j])',
      shows: 'in the gradient',
    },
  },
  pitfalls: ['U, Σ and V must all be cut off at k: U_kΣ_kVᵀ has no meaning'],

  rows: {
    '000/embedding.lsa': ['law C1', 'law C2', 'variant nothing-left-out'],
    '000/embedding.lsa.eckart-young': ['law C2', 'law C3'],
  },

  mathjs: `g(k, j) = sum(map(range(1, T, true), f(t) = U[t, k] * X[t, j]));
    documents = map(range(1, K, true), p(k) = map(range(1, D, true), q(j) = g(k, j)));
    approximation = map(range(1, T, true), p(t) = map(range(1, D, true), q(j) = sum(map(range(1, K, true), f(k) = U[t, k] * g(k, j)))))`,
});
