import { formula, noOptions } from '../lib/formula.ts';

/** The share of all orders in which word i comes just after the words of m: |m|! (2 − |m|)! / 3!, none if i is in m. */
const WEIGHTS = Array.from({ length: 24 }, (_, n) => {
  const [i, m] = [n >> 3, n & 7];
  const known = [0, 1, 2].filter((word) => (m >> word) & 1).length;
  return (m >> i) & 1 ? 0 : known === 1 ? 1 / 6 : 1 / 3;
});

/** J = Σ L[i,m] · share of the orders that read it. */
export default formula('permutation-language-model(L[3,8]) -> J[]', noOptions, (k) => ({
  forward: ({ L }) => ({
    J: k.sum(
      L.map((value, n) => (WEIGHTS[n] === 0 ? 0 : WEIGHTS[n] * value)),
      1,
      24,
      1,
    ),
  }),

  vjp: ({ L }, { J: d }) => ({ L: L.map((_, n) => WEIGHTS[n] * d[0]) }),
}));
