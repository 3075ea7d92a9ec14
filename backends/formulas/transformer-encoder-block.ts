import { addAll } from '../lib/arrays.ts';
import { feedForward, feedForwardGradient } from '../lib/feed-forward.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { layerNorm, layerNormGradient } from '../lib/layer-norm.ts';
import { attendWithHeads, attendWithHeadsGradient, type Heads } from '../lib/multi-head.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * pre: r = X + att(LN₁ X), y = r + ff(LN₂ r). post: v = LN₁(X + att X), y = LN₂(v + ff v). Reverse, from the last: each sum
 * passes what reaches it to both of its terms, each norm and each sublayer to what it read.
 */
export default formula(
  'transformer-encoder-block(X[B,N,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C], gamma1[D], beta1[D], W1[F,D], b1[F], W2[D,F], b2[D], gamma2[D], beta2[D]) -> y[B,N,D]',
  (options, { B, N, D, F }) => ({
    pre: options.choice('norm', ['post', 'pre']) === 'pre',
    eps: options.number('eps', { least: 0 }),
    layer: { rows: B * N, width: D, hidden: F },
  }),
  (k) => {
    type Norms = Record<'gamma1' | 'beta1' | 'gamma2' | 'beta2', Floats>;
    type Weights = Heads & Norms & Record<'W1' | 'b1' | 'W2' | 'b2', Floats>;
    const selfSizes = (sizes: Sizes): Sizes => ({ ...sizes, M: sizes.N });
    const first = ({ gamma1, beta1 }: Norms) => ({ gamma: gamma1, beta: beta1 });
    const second = ({ gamma2, beta2 }: Norms) => ({ gamma: gamma2, beta: beta2 });
    const run = (
      X: Floats,
      w: Weights,
      sizes: Sizes,
      { pre, eps, layer }: { pre: boolean; eps: number; layer: Parameters<typeof feedForward>[3] },
    ) => {
      const { D } = sizes;
      const u = pre ? layerNorm(k, first(w), X, D, eps) : X;
      const r = k.combine(1, X, 1, attendWithHeads(k, w, u, u, selfSizes(sizes)));
      const v = layerNorm(k, pre ? second(w) : first(w), r, D, eps);
      const { a, y: f } = feedForward(k, w, v, layer);
      return { u, r, v, a, t: k.combine(1, pre ? r : v, 1, f) };
    };

    return {
      forward({ X, ...weights }, sizes, parameters) {
        const { t } = run(X, weights, sizes, parameters);
        return { y: parameters.pre ? t : layerNorm(k, second(weights), t, sizes.D, parameters.eps) };
      },

      vjp({ X, ...weights }, { y: dy }, sizes, parameters) {
        const { pre, eps, layer } = parameters;
        const { D } = sizes;
        const { u, r, v, a, t } = run(X, weights, sizes, parameters);
        const last = layerNormGradient(k, second(weights), t, dy, D, eps);
        const dt = pre ? dy : last.x;
        const ff = feedForwardGradient(k, weights, v, a, dt, layer);
        const dv = pre ? ff.x : k.combine(1, dt, 1, ff.x);
        const middle = layerNormGradient(k, pre ? second(weights) : first(weights), r, dv, D, eps);
        const dr = pre ? k.combine(1, dt, 1, middle.x) : middle.x;
        const {
          X: queries,
          Y: keys,
          ...heads
        } = attendWithHeadsGradient(k, weights, u, u, dr, selfSizes(sizes));
        const du = k.combine(1, queries, 1, keys);
        const front = layerNormGradient(k, first(weights), X, du, D, eps);
        const { x: _, ...inner } = ff;
        const [norm1, norm2] = pre ? [front, middle] : [middle, last];
        return {
          ...heads,
          ...inner,
          X: addAll(k, [dr, pre ? front.x : du]),
          gamma1: norm1.gamma,
          beta1: norm1.beta,
          gamma2: norm2.gamma,
          beta2: norm2.beta,
        };
      },
    };
  },
);
