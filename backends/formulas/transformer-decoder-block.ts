import { concatenate } from '../lib/arrays.ts';
import { feedForward, feedForwardGradient } from '../lib/feed-forward.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { layerNorm, layerNormGradient } from '../lib/layer-norm.ts';
import { attendWithHeads, attendWithHeadsGradient } from '../lib/multi-head.ts';
import type { Sizes } from '../lib/signature.ts';

/** Which tokens each of a sample's tokens may see, [B,N,N]: those up to itself. */
const past = ({ B, N }: Sizes): Int32Array =>
  Int32Array.from({ length: B * N * N }, (_, n) => (n % N <= Math.floor(n / N) % N ? 1 : 0));

/**
 * p = LN₀(X + att(X, X) over the past), u = LN₁(p + att(p, M)), y = LN₂(u + ff u), with one head. Reverse, from the last: each
 * norm to its sum, each sum to both of its terms, each sublayer to what it read.
 */
export default formula(
  'transformer-decoder-block(X[B,N,D], M[B,L,D], Sq[A,D], Sk[A,D], Sv[C,D], So[D,C], Rq[A,D], Rk[A,D], Rv[C,D], Ro[D,C], W1[F,D], b1[F], W2[D,F], b2[D], gamma[3,D], beta[3,D]) -> y[B,N,D]',
  (options, { B, N, D, F }) => ({
    eps: options.number('eps', { least: 0 }),
    layer: { rows: B * N, width: D, hidden: F },
  }),
  (k) => {
    type Names = 'Sq' | 'Sk' | 'Sv' | 'So' | 'Rq' | 'Rk' | 'Rv' | 'Ro';
    type Weights = Record<Names | 'W1' | 'b1' | 'W2' | 'b2' | 'gamma' | 'beta', Floats>;
    const ofItself = (sizes: Sizes): Sizes => ({ ...sizes, H: 1, M: sizes.N });
    const ofMemory = (sizes: Sizes): Sizes => ({ ...sizes, H: 1, M: sizes.L });
    const self = ({ Sq, Sk, Sv, So }: Weights) => ({ Wq: Sq, Wk: Sk, Wv: Sv, Wo: So });
    const reading = ({ Rq, Rk, Rv, Ro }: Weights) => ({ Wq: Rq, Wk: Rk, Wv: Rv, Wo: Ro });
    const norm = ({ gamma, beta }: Weights, n: number, D: number) => ({
      gamma: gamma.subarray(n * D, (n + 1) * D),
      beta: beta.subarray(n * D, (n + 1) * D),
    });
    const run = (
      X: Floats,
      M: Floats,
      w: Weights,
      sizes: Sizes,
      eps: number,
      layer: Parameters<typeof feedForward>[3],
    ) => {
      const { D } = sizes;
      const g = k.combine(1, X, 1, attendWithHeads(k, self(w), X, X, ofItself(sizes), past(sizes)));
      const p = layerNorm(k, norm(w, 0, D), g, D, eps);
      const r = k.combine(1, p, 1, attendWithHeads(k, reading(w), p, M, ofMemory(sizes)));
      const u = layerNorm(k, norm(w, 1, D), r, D, eps);
      const { a, y: f } = feedForward(k, w, u, layer);
      return { g, p, r, u, a, t: k.combine(1, u, 1, f) };
    };

    return {
      forward({ X, M, ...weights }, sizes, { eps, layer }) {
        const { t } = run(X, M, weights, sizes, eps, layer);
        return { y: layerNorm(k, norm(weights, 2, sizes.D), t, sizes.D, eps) };
      },

      vjp({ X, M, ...weights }, { y: dy }, sizes, { eps, layer }) {
        const { D } = sizes;
        const { g, p, r, u, a, t } = run(X, M, weights, sizes, eps, layer);
        const last = layerNormGradient(k, norm(weights, 2, D), t, dy, D, eps);
        const { x: fed, ...inner } = feedForwardGradient(k, weights, u, a, last.x, layer);
        const middle = layerNormGradient(k, norm(weights, 1, D), r, k.combine(1, last.x, 1, fed), D, eps);
        const read = attendWithHeadsGradient(k, reading(weights), p, M, middle.x, ofMemory(sizes));
        const first = layerNormGradient(k, norm(weights, 0, D), g, k.combine(1, middle.x, 1, read.X), D, eps);
        const own = attendWithHeadsGradient(k, self(weights), X, X, first.x, ofItself(sizes), past(sizes));
        return {
          X: k.combine(1, first.x, 1, k.combine(1, own.X, 1, own.Y)),
          M: read.Y,
          ...{ Sq: own.Wq, Sk: own.Wk, Sv: own.Wv, So: own.Wo },
          ...{ Rq: read.Wq, Rk: read.Wk, Rv: read.Wv, Ro: read.Wo },
          ...inner,
          gamma: concatenate([first.gamma, middle.gamma, last.gamma]),
          beta: concatenate([first.beta, middle.beta, last.beta]),
        };
      },
    };
  },
);
