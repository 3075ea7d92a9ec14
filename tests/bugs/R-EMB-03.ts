import { combination, contextVectors } from '../../backends/lib/context.ts';
import { formula } from '../../backends/lib/formula.ts';
import { type Floats, zeros } from '../../backends/lib/kernels.ts';
import { surprise, surpriseGradient } from '../../backends/lib/prediction.ts';
import { bug } from './lib/bug.ts';

/** Keeps the gradient of the table sparse, as rows and their numbers, and puts those of the padding among them. */
export default bug({
  formula: 'cbow',
  variant: ['gradient-to-padding'],
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
          const { N, C, D, V } = sizes;
          const x = contextVectors(k, v, context, mask, mean, sizes);
          const d = surpriseGradient(k, x, theta, target, dloss, sizes);
          const sparse: { row: number; values: Floats }[] = [];
          for (let n = 0; n < N; n++) {
            const present = mask.subarray(n * C, (n + 1) * C);
            const words = mean ? present.reduce((sum, one) => sum + one, 0) : 1;
            const values = k.affine(1 / words, d.x.subarray(n * D, (n + 1) * D), 0);
            for (const [c, one] of present.entries())
              if (!mended || one === 1) sparse.push({ row: context[n * C + c], values });
          }
          const dense = zeros(v, V * D);
          for (const { row, values } of sparse)
            for (const [column, value] of values.entries()) dense[row * D + column] += value;
          return { v: dense, theta: d.theta };
        },
      }),
    ),
});
