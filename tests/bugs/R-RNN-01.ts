import lstm from '../../backends/formulas/lstm.ts';
import { bug } from './lib/bug.ts';
import { inOrder } from './lib/slots.ts';

/** Assigns the forget gate to i and the input gate to f. */
export default bug({
  formula: 'lstm',
  variant: ['input-and-forget-swapped'],
  code: (mended) => (k) => ({
    forward: (inputs, ...rest) =>
      lstm(k).forward(inOrder(inputs, mended ? [0, 1, 2, 3] : [1, 0, 2, 3]), ...rest),
  }),
});
