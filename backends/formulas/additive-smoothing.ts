import { formula } from '../lib/formula.ts';
import { sharesGradient, sharesOf } from '../lib/shares.ts';

/** The shares of the counts with λ added to each. */
export default formula(
  'additive-smoothing(count[C,V]) -> P[C,V]',
  (options) => ({ lambda: options.number('lambda', { least: 0 }) }),
  (k) => ({
    forward: ({ count }, { C, V }, { lambda }) => ({ P: sharesOf(k, k.affine(1, count, lambda), C, V) }),

    vjp: ({ count }, { P }, { C, V }, { lambda }) => ({
      count: sharesGradient(k, k.affine(1, count, lambda), P, C, V),
    }),
  }),
);
