import { channelsFirst, channelsSecond, perChannel } from '../lib/channels.ts';
import { formula } from '../lib/formula.ts';

/**
 * Over the M = N·L numbers of each channel: y = γ x̂ + β with x̂ = (x − μ)/√(σ² + eps), σ² the biased variance;
 * mean1 = (1−m) mean + m μ and var1 = (1−m) var + m σ² M/(M−1).
 * dx is layer-norm's, plus what flows back through the running statistics: ∂μ/∂x = 1/M and ∂σ²/∂x = 2(x − μ)/M give
 * m dmean1 / M + 2 m dvar1 (x − μ)/(M−1). The old statistics get (1−m) of the new ones' gradients.
 */
export default formula(
  'batch-norm(x[N,C,L], gamma[C], beta[C], mean[C], var[C]) -> y[N,C,L], mean1[C], var1[C]',
  (options, { N, L }) => {
    if (N * L < 2) options.reject('at least 2 numbers a channel', N * L);
    return {
      M: N * L,
      m: options.number('momentum', { least: 0, most: 1 }),
      eps: options.number('eps', { least: 0 }),
    };
  },
  (k) => ({
    forward({ x, gamma, beta, mean, var: variance }, sizes, { M, m, eps }) {
      const rows = channelsFirst(k, x, sizes);
      const { y: normal } = k.normalise(rows, M, eps);
      const batch = k.moments(rows, M);
      const y = k.combine(1, k.multiply(normal, perChannel(k, gamma, M)), 1, perChannel(k, beta, M));
      return {
        y: channelsSecond(k, y, sizes),
        mean1: k.combine(1 - m, mean, m, batch.mean),
        var1: k.combine(1 - m, variance, (m * M) / (M - 1), batch.variance),
      };
    },

    vjp({ x, gamma }, { y, mean1, var1 }, sizes, { M, m, eps }) {
      const { C } = sizes;
      const { y: normal, scale } = k.normalise(channelsFirst(k, x, sizes), M, eps);
      const dy = channelsFirst(k, y, sizes);
      const centred = k.divide(normal, perChannel(k, scale, M));
      const throughY = k.normaliseGradient(normal, scale, k.multiply(dy, perChannel(k, gamma, M)), M);
      const throughMean = perChannel(k, k.affine(m / M, mean1, 0), M);
      const throughVar = k.multiply(centred, perChannel(k, k.affine((2 * m) / (M - 1), var1, 0), M));
      const dx = k.combine(1, throughY, 1, k.combine(1, throughMean, 1, throughVar));
      return {
        x: channelsSecond(k, dx, sizes),
        gamma: k.sum(k.multiply(dy, normal), C, M, 1),
        beta: k.sum(dy, C, M, 1),
        mean: k.affine(1 - m, mean1, 0),
        var: k.affine(1 - m, var1, 0),
      };
    },
  }),
);
