import type { OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import type { State } from '../../../backends/lib/optimizer.ts';
import type { OptionReader } from '../../../backends/lib/options.ts';
import { steps } from './steps.ts';

/** What a step of Adam begins with: the state, the gradient, its numbers, and t = 1, 2, … */
export interface AdamStep {
  readonly k: Kernels;
  readonly theta: Floats;
  readonly m: Floats;
  readonly v: Floats;
  readonly g: Floats;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly eps: number;
  readonly t: number;
}

/** Adam’s forward, by what it makes of one step. */
export const adam = (step: (one: AdamStep) => State): OverKernels =>
  steps(
    'adam(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
    read,
    (k) =>
      ({ theta, m, v }, g, lr, { t0, ...numbers }, t) =>
        step({ k, theta, m, v, g, lr, ...numbers, t: t0 + t }),
  );

/** AdamW’s, which has a decay besides. */
export const adamw = (step: (one: AdamStep & { readonly decay: number }) => State): OverKernels =>
  steps(
    'adamw(theta[n], m[n], v[n], g[T,n], lr[T]) -> theta1[n], m1[n], v1[n]',
    (options) => ({ ...read(options), decay: options.number('decay', { least: 0 }) }),
    (k) =>
      ({ theta, m, v }, g, lr, { t0, ...numbers }, t) =>
        step({ k, theta, m, v, g, lr, ...numbers, t: t0 + t }),
  );

const read = (options: OptionReader) => ({
  beta1: options.number('beta1', { least: 0, most: 1 }),
  beta2: options.number('beta2', { least: 0, most: 1 }),
  eps: options.number('eps', { least: 0 }),
  t0: options.integer('t0', { least: 0 }),
});

/** m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g². */
export const moments = ({
  k,
  m,
  v,
  g,
  beta1,
  beta2,
}: AdamStep): { readonly m: Floats; readonly v: Floats } => ({
  m: k.combine(beta1, m, 1 - beta1, g),
  v: k.combine(beta2, v, 1 - beta2, k.multiply(g, g)),
});

/** What makes up for the moments’ start: 1 − β₁ᵗ and 1 − β₂ᵗ. */
export const corrections = ({ beta1, beta2, t }: AdamStep): readonly [number, number] => [
  1 - beta1 ** t,
  1 - beta2 ** t,
];

/** a m / (√(b v) + eps). */
export const quotient = (k: Kernels, a: number, m: Floats, b: number, v: Floats, eps: number): Floats =>
  k.divide(k.affine(a, m, 0), k.affine(1, k.map('sqrt', k.affine(b, v, 0)), eps));

/** m̂ / (√v̂ + eps), as it should be. */
export function direction(one: AdamStep, { m, v }: { readonly m: Floats; readonly v: Floats }): Floats {
  const [c1, c2] = corrections(one);
  return quotient(one.k, 1 / c1, m, 1 / c2, v, one.eps);
}
