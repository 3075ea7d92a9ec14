import { channelsFirst, channelsSecond, perChannel } from '../lib/channels.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * y = γ x̂ + β with x̂ = (x − mean)/s, s² = var + eps, all given. So dx = γ dy / s, dγ = Σ dy x̂, dβ = Σ dy,
 * dmean = −γ Σ dy / s and, as ∂x̂/∂var = −x̂ / 2s², dvar = −γ Σ dy x̂ / 2s².
 */
export default formula(
  'batch-norm-inference(x[N,C,L], gamma[C], beta[C], mean[C], var[C]) -> y[N,C,L]',
  (options, { N, L }) => ({ M: N * L, eps: options.number('eps', { least: 0 }) }),
  (k) => {
    /** x̂ as rows of channels, s and s². */
    const normalised = (x: Floats, mean: Floats, variance: Floats, sizes: Sizes, eps: number, M: number) => {
      const square = k.affine(1, variance, eps);
      const s = k.map('sqrt', square);
      const centred = k.combine(1, channelsFirst(k, x, sizes), -1, perChannel(k, mean, M));
      return { normal: k.divide(centred, perChannel(k, s, M)), s, square };
    };

    return {
      forward({ x, gamma, beta, mean, var: variance }, sizes, { M, eps }) {
        const { normal } = normalised(x, mean, variance, sizes, eps, M);
        const y = k.combine(1, k.multiply(normal, perChannel(k, gamma, M)), 1, perChannel(k, beta, M));
        return { y: channelsSecond(k, y, sizes) };
      },

      vjp({ x, gamma, mean, var: variance }, cotangents, sizes, { M, eps }) {
        const { C } = sizes;
        const { normal, s, square } = normalised(x, mean, variance, sizes, eps, M);
        const dy = channelsFirst(k, cotangents.y, sizes);
        const dbeta = k.sum(dy, C, M, 1);
        const dgamma = k.sum(k.multiply(dy, normal), C, M, 1);
        const slope = k.divide(gamma, s);
        return {
          x: channelsSecond(k, k.multiply(dy, perChannel(k, slope, M)), sizes),
          gamma: dgamma,
          beta: dbeta,
          mean: k.affine(-1, k.multiply(slope, dbeta), 0),
          var: k.affine(-1 / 2, k.divide(k.multiply(gamma, dgamma), square), 0),
        };
      },
    };
  },
);
