import { formula, noOptions } from '../lib/formula.ts';
import { surprise, surpriseGradient } from '../lib/prediction.ts';

/** x = v_centre predicts a word nearby: loss = −log softmax(θ x)_outside. */
export default formula(
  'skip-gram(v[V,D], theta[V,D], centre[N] in V, outside[N] in V) -> loss[N]',
  noOptions,
  (k) => ({
    forward: ({ v, theta, centre, outside }, sizes) => ({
      loss: surprise(k, k.gather(v, centre, sizes.D), theta, outside, sizes),
    }),

    vjp({ v, theta, centre, outside }, { loss: dloss }, sizes) {
      const { D, V } = sizes;
      const d = surpriseGradient(k, k.gather(v, centre, D), theta, outside, dloss, sizes);
      return { v: k.scatterAdd(d.x, centre, V, D), theta: d.theta };
    },
  }),
);
