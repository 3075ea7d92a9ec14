import { formula } from '../lib/formula.ts';
import { oneNumber } from '../lib/one-number.ts';

/** β^(1/(1 − β)): the difference is exact for β ≥ ½. */
export default formula(
  'beta-window() -> y[]',
  (options) => ({ beta: options.number('beta', { least: 0, most: 1 }) }),
  () => ({
    forward: (_inputs, _sizes, { beta }, call) => ({ y: oneNumber(beta ** (1 / (1 - beta)), call) }),
  }),
);
