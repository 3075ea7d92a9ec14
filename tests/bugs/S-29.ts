import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { momentsInOnePass } from './lib/moments.ts';

/** The variance of all numbers as E[x²] − E[x]². */
export default bug({
  formula: 'total-variance',
  variant: ['difference-of-squares'],
  code: (mended) =>
    formula('total-variance(z[B,M]) -> total[], within[], between[]', noOptions, (k) => ({
      forward({ z }, { B, M }) {
        const { mean, variance } = k.moments(z, M);
        return {
          total: (mended ? k.moments(z, B * M) : momentsInOnePass(k, z, B * M)).variance,
          within: k.affine(1 / B, k.sum(variance, 1, B, 1), 0),
          between: k.moments(mean, B).variance,
        };
      },
    })),
});
