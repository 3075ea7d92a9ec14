import { formula, noOptions } from '../lib/formula.ts';

/** y = E[tokens] + P + S[segments]: what comes in goes to each row that was added. */
export default formula(
  'pair-embedding(E[V,D], P[L,D], S[2,D], tokens[N,L] in V, segments[N,L] in 2) -> y[N,L,D]',
  noOptions,
  (k) => ({
    forward({ E, P, S, tokens, segments }, { D }) {
      const words = k.combine(1, k.gather(E, tokens, D), 1, P);
      return { y: k.combine(1, words, 1, k.gather(S, segments, D)) };
    },

    vjp: ({ tokens, segments }, { y: dy }, { N, V, L, D }) => ({
      E: k.scatterAdd(dy, tokens, V, D),
      P: k.sum(dy, 1, N, L * D),
      S: k.scatterAdd(dy, segments, 2, D),
    }),
  }),
);
