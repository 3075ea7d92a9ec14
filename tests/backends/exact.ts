/** Small integers, on which kernels are exact, and the kernels that are tried on them. */
import fc from 'fast-check';
import { kernels as js } from '../../backends/js/kernels.ts';
import type { Floats, Kernels } from '../../backends/lib/kernels.ts';
import { openWasm } from '../../backends/wasm/open.ts';
import { openWorkers } from '../../backends/workers/open.ts';

export const allKernels: readonly (readonly [name: string, kernels: Kernels])[] = [
  ['js', js],
  ['wasm', (await openWasm()).kernels],
  // However small, every job is shared out.
  ['workers', (await openWorkers({ threads: 3, alone: 0 })).kernels],
];

export const size = fc.integer({ min: 1, max: 4 });
/** Multiples of `step`, as doubles. */
export const integers = (length: number, step = 1) =>
  fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values, (value) => value * step));
export const indicesBelow = (limit: number, length: number) =>
  fc
    .array(fc.integer({ min: 0, max: limit - 1 }), { minLength: length, maxLength: length })
    .map((values) => Int32Array.from(values));

export const inner = (a: Floats, b: Floats): number =>
  Array.from(a, (value, i) => value * b[i]).reduce((total, term) => total + term, 0);
export const range = (n: number) => [...Array(n).keys()];
/** +0 and −0 are the same number here. */
export const numbers = (x: Floats) => Array.from(x, (value) => value + 0);
