import { channelsFirst, channelsSecond, perChannel } from '../lib/channels.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';

/**
 * With the M = N·H·W numbers of a channel as a row: z = γ x̂ + β, u = w z, y the mean of u over each 2×2 window.
 * Back: du a quarter of dy over its window, dw = du zᵀ, dz = wᵀ du, dγ = Σ dz∘x̂, dβ = Σ dz, and dx batch norm's of γ dz.
 */
export default formula(
  'transition-layer(x[N,C,H,W], gamma[C], beta[C], w[E,C]) -> y[N,E,P,Q]',
  (options, { N, E, H, W }) => {
    if (H < 2 || W < 2) options.reject('maps of at least 2×2 pixels', Math.min(H, W));
    const [P, Q] = [Math.floor(H / 2), Math.floor(W / 2)];
    return {
      P,
      Q,
      eps: options.number('eps', { least: 0 }),
      M: N * H * W,
      pooling: { planes: N * E, H, W, P, Q, kernel: 2, stride: 2, pad: 0, countPad: true },
    };
  },
  (k) => {
    const normalised = (x: Floats, gamma: Floats, beta: Floats, M: number, eps: number) => {
      const { y: normal, scale } = k.normalise(x, M, eps);
      const z = k.combine(1, k.multiply(normal, perChannel(k, gamma, M)), 1, perChannel(k, beta, M));
      return { normal, scale, z };
    };

    return {
      forward({ x, gamma, beta, w }, { N, C, E, H, W }, { M, eps, pooling }) {
        const rows = channelsFirst(k, x, { N, C, L: H * W });
        const { z } = normalised(rows, gamma, beta, M, eps);
        const u = k.matmul(w, z, { rows: E, inner: C, columns: M });
        return { y: k.averagePool(channelsSecond(k, u, { N, C: E, L: H * W }), pooling) };
      },

      vjp({ x, gamma, beta, w }, { y: dy }, { N, C, E, H, W }, { M, eps, pooling }) {
        const rows = channelsFirst(k, x, { N, C, L: H * W });
        const { normal, scale, z } = normalised(rows, gamma, beta, M, eps);
        const du = channelsFirst(k, k.averagePoolGradient(dy, pooling), { N, C: E, L: H * W });
        const dz = k.matmul(w, du, { rows: C, inner: E, columns: M, transposeA: true });
        const dx = k.normaliseGradient(normal, scale, k.multiply(dz, perChannel(k, gamma, M)), M);
        return {
          x: channelsSecond(k, dx, { N, C, L: H * W }),
          gamma: k.sum(k.multiply(dz, normal), C, M, 1),
          beta: k.sum(dz, C, M, 1),
          w: k.matmul(du, z, { rows: E, inner: M, columns: C, transposeB: true }),
        };
      },
    };
  },
);
