import f1Score from '../../backends/formulas/f1-score.ts';
import { oneNumber } from '../../backends/lib/one-number.ts';
import { bug } from './lib/bug.ts';

/** The harmonic mean of the averaged precision and recall, where the mean of the classes’ own is meant. */
export default bug({
  formula: 'f1-score',
  variant: ['f1-of-the-means'],
  code: (mended) => (k) => {
    const right = f1Score(k);
    return {
      async forward(inputs, options, call) {
        const averages = await right.forward(inputs, options, call);
        if (mended) return averages;
        const [P, R] = [averages.precision, averages.recall].map(({ data }) => Number(data[0]));
        const f1 = P + R === 0 ? 0 : (2 * P * R) / (P + R);
        return { ...averages, f1: { shape: [], data: oneNumber(f1, call) } };
      },
    };
  },
});
