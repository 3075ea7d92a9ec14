import type { OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { steps } from './steps.ts';

interface Moving {
  readonly theta: Floats;
  readonly v: Floats;
}

/** Momentum’s forward, or Nesterov’s, by its step. */
export const momentum = (
  name: 'momentum' | 'nesterov',
  step: (k: Kernels, before: Moving, g: Floats, lr: number, mu: number) => Moving,
): OverKernels =>
  steps(
    `${name}(theta[n], v[n], g[T,n], lr[T]) -> theta1[n], v1[n]`,
    (options) => ({ mu: options.number('mu') }),
    (k) =>
      ({ theta, v }, g, lr, { mu }) => ({ ...step(k, { theta, v }, g, lr, mu) }),
  );
