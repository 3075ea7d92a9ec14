import { formula } from '../lib/formula.ts';
import { oneNumber } from '../lib/one-number.ts';

/** (1 − 1/n)ⁿ, through the logarithm, so that a large n loses no digits. */
export default formula(
  'compound-limit() -> y[]',
  (options) => ({ n: options.integer('n', { least: 2 }) }),
  () => ({
    forward: (_inputs, _sizes, { n }, call) => ({ y: oneNumber(Math.exp(n * Math.log1p(-1 / n)), call) }),
  }),
);
