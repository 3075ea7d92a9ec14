import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/**
 * a·b / (max(‖a‖, ε) max(‖b‖, ε)), so that vectors of zeros have 0. With the smallest normal number of single precision for ε
 * the product of two of them is 0 itself.
 */
export default bug({
  formula: 'cosine-similarity',
  dtypes: ['f32'],
  code: (mended) => (kernels) => ({
    ...formula('cosine-similarity(a[N,D], b[N,D]) -> c[N]', noOptions, (k) => ({
      forward({ a, b }, { N, D }) {
        const eps = mended ? 1e-8 : 2 ** -126;
        const norms = (x: typeof a) =>
          x.slice(0, N).map((_, n) => Math.max(k.norm(x.subarray(n * D, (n + 1) * D)), eps));
        const product = k.multiply(norms(a), norms(b));
        return { c: k.divide(k.sum(k.multiply(a, b), N, D, 1), product) };
      },
    }))(kernels),
    variant: 'norms-at-least-eps',
  }),
});
