import { formula, noOptions } from '../lib/formula.ts';

/** y[n] = E[tokens[n]]; a row of E receives the gradients of all the places where it was read. */
export default formula('embedding(E[V,D], tokens[N] in V) -> y[N,D]', noOptions, (k) => ({
  forward: ({ E, tokens }, { D }) => ({ y: k.gather(E, tokens, D) }),

  vjp: ({ tokens }, { y: dy }, { V, D }) => ({ E: k.scatterAdd(dy, tokens, V, D) }),
}));
