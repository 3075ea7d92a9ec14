import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** x = [E_{w_1}; …; E_{w_K}], h = tanh(H x + d), log p = log-softmax(U h + b). */
export default formula(
  'nnlm(E[V,M], H[F,K,M], d[F], U[V,F], b[V], context[N,K] in V) -> logp[N,V]',
  noOptions,
  (k) => {
    const hidden = ({ N, K, M, F }: Sizes) => ({ rows: N, inner: K * M, columns: F });
    const output = ({ N, F, V }: Sizes) => ({ rows: N, inner: F, columns: V });
    type Weights = Record<'E' | 'H' | 'd' | 'U' | 'b', Floats>;
    const run = ({ E, H, d, U, b }: Weights, context: Int32Array, sizes: Sizes) => {
      const x = k.gather(E, context, sizes.M);
      const a = dense(k, x, H, hidden(sizes), d);
      const h = k.map('tanh', a);
      return { x, a, h, s: dense(k, h, U, output(sizes), b) };
    };

    return {
      forward: ({ context, ...weights }, sizes) => ({
        logp: k.logSoftmax(run(weights, context, sizes).s, sizes.V),
      }),

      vjp({ context, ...weights }, { logp: dlogp }, sizes) {
        const { N, V, M, F } = sizes;
        const { x, a, h, s } = run(weights, context, sizes);
        const ds = k.logSoftmaxGradient(k.softmax(s, V), dlogp, V);
        const top = denseGradient(k, h, weights.U, ds, output(sizes));
        const da = k.mapGradient('tanh', a, top.x);
        const bottom = denseGradient(k, x, weights.H, da, hidden(sizes));
        return {
          E: k.scatterAdd(bottom.x, context, V, M),
          H: bottom.W,
          d: k.sum(da, 1, N, F),
          U: top.W,
          b: k.sum(ds, 1, N, V),
        };
      },
    };
  },
);
