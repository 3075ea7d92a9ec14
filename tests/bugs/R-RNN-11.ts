import lstm from '../../backends/formulas/lstm.ts';
import { bug } from './lib/bug.ts';

/** Takes no notice of the gradient that comes in through the last cell state. */
export default bug({
  formula: 'lstm',
  variant: ['gradient-of-the-last-cell-ignored'],
  code: (mended) => (k) => {
    const right = lstm(k);
    return {
      forward: right.forward,
      vjp: (inputs, options, { h, c1 }, call) =>
        right.vjp!(inputs, options, { ...(h && { h }), ...(mended && c1 && { c1 }) }, call),
    };
  },
});
