import { combination, contextGradient, contextVectors } from '../lib/context.ts';
import { formula } from '../lib/formula.ts';

/** x = Σ_c v_c, over |C| for the mean; every v_c gets dx, or dx / |C|. */
export default formula(
  'context-vector(v[V,D], context[N,C] in V, mask[N,C] in 2) -> x[N,D]',
  combination,
  (k) => ({
    forward: ({ v, context, mask }, sizes, { mean }) => ({
      x: contextVectors(k, v, context, mask, mean, sizes),
    }),

    vjp: ({ context, mask }, { x: dx }, sizes, { mean }) => ({
      v: contextGradient(k, context, mask, dx, mean, sizes),
    }),
  }),
);
