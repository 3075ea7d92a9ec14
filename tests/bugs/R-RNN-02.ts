import lstm from '../../backends/formulas/lstm.ts';
import { bug } from './lib/bug.ts';
import { inOrder } from './lib/slots.ts';

/** Reads weights that are packed as i f g o in the order i o f g of another format. */
export default bug({
  formula: 'lstm',
  variant: ['gate-order-iofc'],
  code: (mended) => (k) => ({
    // Slots 1, 2 and 3 are taken for o, f and g.
    forward: (inputs, ...rest) =>
      lstm(k).forward(inOrder(inputs, mended ? [0, 1, 2, 3] : [0, 2, 3, 1]), ...rest),
  }),
});
