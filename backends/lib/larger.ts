import type { Floats, Kernels } from './kernels.ts';

/** The larger of two numbers each, NaN where one of them is, and where it is the first: 1, or 0. */
export function larger(
  k: Kernels,
  a: Floats,
  b: Floats,
): { readonly max: Floats; readonly first: Int32Array } {
  const first = Int32Array.from(a, (x, n) => (x >= b[n] || Number.isNaN(x) ? 1 : 0));
  return { max: k.combine(1, k.select(first, a, 0), 1, k.select(not(first), b, 0)), first };
}

/** What a cotangent of the larger gives each. */
export const largerGradient = (k: Kernels, first: Int32Array, d: Floats): [a: Floats, b: Floats] => [
  k.select(first, d, 0),
  k.select(not(first), d, 0),
];

const not = (mask: Int32Array): Int32Array => mask.map((one) => 1 - one);
