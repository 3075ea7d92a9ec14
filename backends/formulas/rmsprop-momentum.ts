import type { Floats, Kernels } from '../lib/kernels.ts';
import { optimizer } from '../lib/optimizer.ts';

interface Numbers {
  readonly rho: number;
  readonly eps: number;
  readonly centred: boolean;
}

/** The new mean square and mean, the variance (or mean square) and the divisor r = √variance + eps. */
function divisor(k: Kernels, s: Floats, a: Floats, g: Floats, { rho, eps, centred }: Numbers) {
  const s1 = k.combine(rho, s, 1 - rho, k.multiply(g, g));
  const a1 = centred ? k.combine(rho, a, 1 - rho, g) : a.slice();
  const variance = centred ? k.combine(1, s1, -1, k.multiply(a1, a1)) : s1;
  return { s1, a1, variance, r: k.affine(1, k.map('sqrt', variance), eps) };
}

/**
 * s ← ρ s + (1−ρ) g², a ← ρ a + (1−ρ) g, b ← μ b + g/r with r = √(s − a²) + eps, θ ← θ − lr b. Reverse: db ← db − lr dθ;
 * dg = db/r, dr = −db g/r², dvariance = dr / 2√variance; ds gets it, da −2 a of it; both pass on their averages.
 */
export default optimizer(
  'rmsprop-momentum(theta[n], s[n], a[n], b[n], g[T,n], lr[T]) -> theta1[n], s1[n], a1[n], b1[n]',
  (options) => ({
    rho: options.number('rho', { least: 0, most: 1 }),
    mu: options.number('mu'),
    eps: options.number('eps', { least: 0 }),
    centred: options.flag('centred'),
  }),
  (k) => ({
    step({ theta, s, a, b }, g, lr, { mu, ...numbers }) {
      const { s1, a1, r } = divisor(k, s, a, g, numbers);
      const b1 = k.combine(mu, b, 1, k.divide(g, r));
      return { theta: k.combine(1, theta, -lr, b1), s: s1, a: a1, b: b1 };
    },

    reverse({ s, a }, g, lr, { mu, ...numbers }, _t, { theta: dtheta, s: ds1, a: da1, b: db1 }) {
      const { rho, centred } = numbers;
      const { a1, variance, r } = divisor(k, s, a, g, numbers);
      const db = k.combine(1, db1, -lr, dtheta);
      const over = k.divide(db, r);
      const dr = k.affine(-1, k.multiply(over, k.divide(g, r)), 0);
      const dvariance = k.mapGradient('sqrt', variance, dr);
      const ds = k.combine(1, ds1, 1, dvariance);
      const da = centred ? k.combine(1, da1, -2, k.multiply(a1, dvariance)) : da1;
      const throughS = k.combine(1, over, 2 * (1 - rho), k.multiply(g, ds));
      return {
        before: {
          theta: dtheta,
          s: k.affine(rho, ds, 0),
          a: centred ? k.affine(rho, da, 0) : da,
          b: k.affine(mu, db, 0),
        },
        g: centred ? k.combine(1, throughS, 1 - rho, da) : throughS,
      };
    },
  }),
);
