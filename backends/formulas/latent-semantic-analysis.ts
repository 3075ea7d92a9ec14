import { formula, noOptions } from '../lib/formula.ts';

/** documents = Uᵀ X, approximation = U documents. Reverse: dG = ddocuments + Uᵀ dY, dX = U dG, dU = X dGᵀ + dY documentsᵀ. */
export default formula(
  'latent-semantic-analysis(X[T,D], U[T,K]) -> documents[K,D], approximation[T,D]',
  noOptions,
  (k) => ({
    forward({ X, U }, { T, D, K }) {
      const documents = k.matmul(U, X, { rows: K, inner: T, columns: D, transposeA: true });
      return { documents, approximation: k.matmul(U, documents, { rows: T, inner: K, columns: D }) };
    },

    vjp({ X, U }, { documents: d, approximation: dY }, { T, D, K }) {
      const documents = k.matmul(U, X, { rows: K, inner: T, columns: D, transposeA: true });
      const dG = k.matmul(U, dY, { rows: K, inner: T, columns: D, transposeA: true, plus: d });
      const direct = k.matmul(dY, documents, { rows: T, inner: D, columns: K, transposeB: true });
      return {
        X: k.matmul(U, dG, { rows: T, inner: K, columns: D }),
        U: k.matmul(X, dG, { rows: T, inner: D, columns: K, transposeB: true, plus: direct }),
      };
    },
  }),
);
