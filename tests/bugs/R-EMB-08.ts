import { combination, contextGradient, contextVectors } from '../../backends/lib/context.ts';
import { formula } from '../../backends/lib/formula.ts';
import { surprise, surpriseGradient } from '../../backends/lib/prediction.ts';
import { bug } from './lib/bug.ts';

/** Divides the error by the number of words where they were added up, and not where their mean was taken. */
export default bug({
  formula: 'cbow',
  variant: ['gradient-divided-for-the-sum'],
  code: (mended) =>
    formula(
      'cbow(v[V,D], theta[V,D], context[N,C] in V, mask[N,C] in 2, target[N] in V) -> loss[N]',
      combination,
      (k) => ({
        forward({ v, theta, context, mask, target }, sizes, { mean }) {
          const x = contextVectors(k, v, context, mask, mean, sizes);
          return { loss: surprise(k, x, theta, target, sizes) };
        },

        vjp({ v, theta, context, mask, target }, { loss: dloss }, sizes, { mean }) {
          const x = contextVectors(k, v, context, mask, mean, sizes);
          const d = surpriseGradient(k, x, theta, target, dloss, sizes);
          const isDivided = mended ? mean : !mean;
          return { v: contextGradient(k, context, mask, d.x, isDivided, sizes), theta: d.theta };
        },
      }),
    ),
});
