import f1Score from '../../backends/formulas/f1-score.ts';
import { bug } from './lib/bug.ts';

/** Classes that occur neither among the predictions nor among the targets count, as 0. */
export default bug({
  formula: 'f1-score',
  variant: ['absent-classes-are-zero'],
  code: (mended) => (k) => {
    const { forward } = f1Score(k);
    return {
      forward: (inputs, options, call) =>
        forward(inputs, mended ? options : { ...options, absent: 'counted', zero_division: 0 }, call),
    };
  },
});
