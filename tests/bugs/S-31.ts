import lstmCell from '../../backends/formulas/lstm-cell.ts';
import { bug } from './lib/bug.ts';
import { inOrder } from './lib/slots.ts';

/** Splits the weights in another order than they are packed in: i g f o for i f g o. */
export default bug({
  formula: 'lstm-cell',
  variant: ['gate-order-igfo'],
  code: (mended) => (k) => ({
    forward: (inputs, ...rest) =>
      lstmCell(k).forward(inOrder(inputs, mended ? [0, 1, 2, 3] : [0, 2, 1, 3]), ...rest),
  }),
});
