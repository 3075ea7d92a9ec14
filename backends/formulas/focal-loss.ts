import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import { weightOf } from '../lib/reduction.ts';

/** In the place of each label: `yes` where it is 1, `no` where it is 0. */
const byLabel = (like: Floats, t: Int32Array, yes: number, no: number): Floats =>
  zeros(like, t.length).map((_, n) => (t[n] === 1 ? yes : no)) as Floats;

/**
 * With m = ±z and c = softplus(−m), loss = w Σ a σ(−m)^γ c; the power is exp(−γ softplus(m)). So
 * dm = −w a σ(−m)^γ (γ σ(m) c + σ(−m)).
 */
export default formula(
  'focal-loss(z[N,K], t[N,K] in 2) -> loss[]',
  (options, { N, K }) => ({
    alpha: options.number('alpha', { standard: 0.25 }),
    gamma: options.number('gamma', { standard: 2 }),
    ...weightOf(options, N * K),
  }),
  (k) => {
    const parts = (z: Floats, t: Int32Array, alpha: number, gamma: number) => {
      const m = k.multiply(z, byLabel(z, t, 1, -1));
      const power = k.map('exp', k.affine(-gamma, k.map('softplus', m), 0));
      const scale = k.multiply(power, byLabel(z, t, alpha, 1 - alpha));
      const behind = k.affine(-1, m, 0);
      return { m, behind, scale, cost: k.map('softplus', behind) };
    };

    return {
      forward({ z, t }, { N, K }, { alpha, gamma, weight }) {
        const { scale, cost } = parts(z, t, alpha, gamma);
        return { loss: k.affine(weight, k.sum(k.multiply(scale, cost), 1, N * K, 1), 0) };
      },

      vjp({ z, t }, { loss: [dloss] }, _, { alpha, gamma, weight }) {
        const { m, behind, scale, cost } = parts(z, t, alpha, gamma);
        const focusing = k.mapGradient('softplus', m, k.multiply(scale, cost));
        const slope = k.combine(gamma, focusing, 1, k.mapGradient('softplus', behind, scale));
        return { z: k.affine(-weight * dloss, k.multiply(slope, byLabel(z, t, 1, -1)), 0) };
      },
    };
  },
);
