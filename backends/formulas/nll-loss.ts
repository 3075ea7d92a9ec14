import { formula } from '../lib/formula.ts';
import { chosen } from '../lib/indices.ts';

/**
 * s = −Σ w_t(n) l_n,t(n) over the samples that are kept, c = Σ w_t(n) or 1, loss = s/c. So dl = −w_t/c at the true
 * classes, and dw_k = Σ (−l_n,k − loss)/c over the samples of class k, without the loss where c is 1.
 */
export default formula(
  'nll-loss(l[N,K], t[N] in K, w[K]) -> loss[]',
  (options) => ({
    ignored: options.integer('ignore_index', { standard: -1 }),
    isMean: options.choice('reduction', ['mean', 'sum']) === 'mean',
  }),
  (k) => {
    type Inputs = Readonly<{ l: Float32Array | Float64Array; t: Int32Array; w: Float32Array | Float64Array }>;
    const parts = ({ l, t, w }: Inputs, N: number, K: number, ignored: number, isMean: boolean) => {
      const kept = t.map((label) => (label === ignored ? 0 : 1));
      const costs = k.select(kept, k.affine(-1, k.gather(l, chosen(t, K), 1), 0), 0);
      const weights = k.select(kept, k.gather(w, t, 1), 0);
      const [s] = k.sum(k.multiply(weights, costs), 1, N, 1);
      const [c] = isMean ? k.sum(weights, 1, N, 1) : [1];
      return { kept, costs, weights, s, c };
    };

    return {
      forward(inputs, { N, K }, { ignored, isMean }) {
        const { s, c } = parts(inputs, N, K, ignored, isMean);
        return { loss: k.affine(1, inputs.l.slice(0, 1).fill(s / c), 0) };
      },

      vjp(inputs, { loss: [dloss] }, { N, K }, { ignored, isMean }) {
        const { kept, costs, weights, s, c } = parts(inputs, N, K, ignored, isMean);
        const { t } = inputs;
        const down = k.select(kept, k.affine(-dloss / c, weights, 0), 0);
        const above = k.affine(dloss / c, costs, isMean ? (-dloss * s) / (c * c) : 0);
        return {
          l: k.scatterAdd(down, chosen(t, K), N * K, 1),
          w: k.scatterAdd(k.select(kept, above, 0), t, K, 1),
        };
      },
    };
  },
);
