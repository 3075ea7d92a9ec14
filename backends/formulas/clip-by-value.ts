import { formula } from '../lib/formula.ts';

/** y = max(low, min(high, g)). The gradient passes in the interval, its ends included. */
export default formula(
  'clip-by-value(g[...]) -> y[...]',
  (options) => {
    const low = options.number('low');
    return { low, high: options.number('high', { least: low }) };
  },
  (k) => ({
    forward({ g }, _, { low, high }) {
      const below = k.select(
        Int32Array.from(g, (x) => (x > high ? 0 : 1)),
        g,
        high,
      );
      return {
        y: k.select(
          Int32Array.from(g, (x) => (x < low ? 0 : 1)),
          below,
          low,
        ),
      };
    },

    vjp: ({ g }, { y: dy }, _, { low, high }) => ({
      g: k.select(
        Int32Array.from(g, (x) => (x < low || x > high ? 0 : 1)),
        dy,
        0,
      ),
    }),
  }),
);
