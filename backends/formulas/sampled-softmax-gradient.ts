import { formula, noOptions } from '../lib/formula.ts';
import { oneHot } from '../lib/indices.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** Where each sample stands in [N,V]. */
const places = (samples: Int32Array, { V, M }: Sizes): Int32Array =>
  samples.map((word, n) => Math.floor(n / M) * V + word);

/** exp(a)/q of the samples, over their sum: the softmax of a − log q. */
function weights(k: Kernels, a: Floats, samples: Int32Array, q: Floats, sizes: Sizes): Floats {
  const scores = k.gather(a, places(samples, sizes), 1);
  return k.softmax(k.combine(1, scores, -1, k.map('log', k.gather(q, samples, 1))), sizes.M);
}

/** g = onehot(target) − the weights of the samples, each at its word. */
export default formula(
  'sampled-softmax-gradient(a[N,V], target[N] in V, samples[N,M] in V, q[V]) -> g[N,V]',
  noOptions,
  (k) => ({
    forward({ a, target, samples, q }, sizes) {
      const p = weights(k, a, samples, q, sizes);
      const drawn = k.scatterAdd(p, places(samples, sizes), sizes.N * sizes.V, 1);
      return { g: k.combine(1, oneHot(k, a, target, sizes.V), -1, drawn) };
    },

    vjp({ a, samples, q }, { g: dg }, sizes) {
      const p = weights(k, a, samples, q, sizes);
      const dp = k.affine(-1, k.gather(dg, places(samples, sizes), 1), 0);
      const da = k.softmaxGradient(p, dp, sizes.M);
      return { a: k.scatterAdd(da, places(samples, sizes), sizes.N * sizes.V, 1) };
    },
  }),
);
