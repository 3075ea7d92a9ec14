import { combination, contextGradient, contextVectors } from '../lib/context.ts';
import { formula } from '../lib/formula.ts';
import { surprise, surpriseGradient } from '../lib/prediction.ts';

/** The context's vector x predicts the word between: loss = −log softmax(θ x)_target. */
export default formula(
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
      return { v: contextGradient(k, context, mask, d.x, mean, sizes), theta: d.theta };
    },
  }),
);
