import softmax from '../../backends/formulas/softmax.ts';
import { bug } from './lib/bug.ts';

/** The sum over the batch, the first axis, whichever was asked for. */
export default bug({
  formula: 'softmax',
  variant: ['first-axis'],
  code: (mended) => (k) => {
    const { forward } = softmax(k);
    return { forward: (inputs, options, call) => forward(inputs, mended ? options : { axis: 0 }, call) };
  },
});
