import { dropped } from '../lib/dropout.ts';
import { formula } from '../lib/formula.ts';
import { keepMask } from '../lib/random.ts';

/** Dropout with a mask drawn from the seed, an independent Bernoulli(1 − p) an element; dx uses the same mask. */
export default formula(
  'dropout-sampled(x[...]) -> y[...]',
  (options) => ({
    p: options.number('p', { least: 0, most: 1 }),
    seed: options.integer('seed'),
  }),
  (k) => ({
    forward: ({ x }, _, { p, seed }) => ({ y: dropped(k, x, keepMask(seed, p, x.length), p) }),

    vjp: (_x, { y: dy }, _, { p, seed }) => ({ x: dropped(k, dy, keepMask(seed, p, dy.length), p) }),
  }),
);
