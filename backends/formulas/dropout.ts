import { dropped } from '../lib/dropout.ts';
import { formula } from '../lib/formula.ts';

/** y = x ∘ mask / (1 − p), linear in x: dx = dy ∘ mask / (1 − p). */
export default formula(
  'dropout(x[...], mask[...] in 2) -> y[...]',
  (options) => ({ p: options.number('p', { least: 0, most: 1 }) }),
  (k) => ({
    forward: ({ x, mask }, _, { p }) => ({ y: dropped(k, x, mask, p) }),

    vjp: ({ mask }, { y: dy }, _, { p }) => ({ x: dropped(k, dy, mask, p) }),
  }),
);
