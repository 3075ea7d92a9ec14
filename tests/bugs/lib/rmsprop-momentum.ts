import type { OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { steps } from './steps.ts';

interface Numbers {
  readonly lr: number;
  readonly mu: number;
  readonly eps: number;
}

/** The forward of RMSProp with momentum, by what it makes of the new mean square, or variance where it is centred. */
export const rmspropMomentum = (
  step: (
    k: Kernels,
    theta: Floats,
    b: Floats,
    g: Floats,
    variance: Floats,
    numbers: Numbers,
  ) => { readonly theta: Floats; readonly b: Floats },
): OverKernels =>
  steps(
    'rmsprop-momentum(theta[n], s[n], a[n], b[n], g[T,n], lr[T]) -> theta1[n], s1[n], a1[n], b1[n]',
    (options) => ({
      rho: options.number('rho', { least: 0, most: 1 }),
      mu: options.number('mu'),
      eps: options.number('eps', { least: 0 }),
      centred: options.flag('centred'),
    }),
    (k) =>
      ({ theta, s, a, b }, g, lr, { rho, mu, eps, centred }) => {
        const s1 = k.combine(rho, s, 1 - rho, k.multiply(g, g));
        const a1 = centred ? k.combine(rho, a, 1 - rho, g) : a;
        const variance = centred ? k.combine(1, s1, -1, k.multiply(a1, a1)) : s1;
        return { ...step(k, theta, b, g, variance, { lr, mu, eps }), s: s1, a: a1 };
      },
  );
