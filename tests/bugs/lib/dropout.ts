import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../../../backends/lib/kernels.ts';

type Mask = Int32Array;
type Passed = (k: Kernels, x: Floats, mask: Mask, p: number) => Floats;

/** Dropout by a given mask, the gradient masked and scaled as x is unless `gradient` says otherwise. */
export const masked = (passed: Passed, gradient = passed): OverKernels =>
  formula(
    'dropout(x[...], mask[...] in 2) -> y[...]',
    (options) => ({ p: options.number('p', { least: 0, most: 1 }) }),
    (k) => ({
      forward: ({ x, mask }, _, { p }) => ({ y: passed(k, x, mask, p) }),

      vjp: ({ mask }, { y: dy }, _, { p }) => ({ x: gradient(k, dy, mask, p) }),
    }),
  );

/** Dropout by a mask that `draw` makes of the seed, a 1 for what is kept. */
export const sampled = (
  draw: (seed: number, p: number, length: number) => Mask,
  passed: Passed,
): OverKernels =>
  formula(
    'dropout-sampled(x[...]) -> y[...]',
    (options) => ({ p: options.number('p', { least: 0, most: 1 }), seed: options.integer('seed') }),
    (k) => ({
      forward: ({ x }, _, { p, seed }) => ({ y: passed(k, x, draw(seed, p, x.length), p) }),

      vjp: (_x, { y: dy }, _, { p, seed }) => ({ x: passed(k, dy, draw(seed, p, dy.length), p) }),
    }),
  );

/** x / by where the mask is 1, else 0. */
export const keptOver = (k: Kernels, x: Floats, mask: Mask, by: number): Floats =>
  k.select(mask, k.divide(x, zeros(x, 1).fill(by)), 0);
