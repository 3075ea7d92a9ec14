import type { Dtype } from '../../../backends/lib/contract.ts';
import { wobbling } from './functions.ts';
import { type Machine, machine } from './machine.ts';

/** What both dtypes have. */
const common = (dtype: Dtype): Machine[] => [
  machine(dtype, 'first to last', {}),
  machine(dtype, 'last to first', { order: 'backwards' }),
  machine(dtype, 'pairwise', { order: 'pairwise' }),
  machine(dtype, 'four lanes', { order: 'lanes' }),
  machine(dtype, 'fused', { order: 'fused' }),
  machine(dtype, 'functions ±1.5 ulp', { functions: wobbling(dtype, 1) }),
  machine(dtype, 'fused, functions ±1.5 ulp', { order: 'fused', functions: wobbling(dtype, 2) }),
  machine(dtype, 'flush to zero', { flushes: true }),
  machine(dtype, 'flush to zero, pairwise, functions ±1.5 ulp', {
    order: 'pairwise',
    functions: wobbling(dtype, 3),
    flushes: true,
  }),
];

/** All of them are right. */
export const machines: readonly Machine[] = [
  ...common('f32'),
  machine('f32', 'sums in float64', { order: 'wide' }),
  machine('f32', 'all in float64', { order: 'wide', round: (x) => x }),
  ...common('f64'),
  machine('f64', 'sums in double-double', { order: 'wide' }),
];

/** Rounded to so many bits, with the range of a double: the others of its 53 are cut off. */
const roundedTo =
  (bits: number) =>
  (x: number): number => {
    const shifted = x * (2 ** (53 - bits) + 1);
    return Number.isFinite(shifted) ? shifted - (shifted - x) : x;
  };

/** Less precise than their dtype, and to be found out. */
export const coarse = {
  /** 13 bits fewer than the dtype has; those of float32 are half precision's. */
  sums: [
    machine('f32', 'sums of 11 bits', { accumulate: roundedTo(11) }),
    machine('f64', 'sums of 40 bits', { accumulate: roundedTo(40) }),
  ],
  functions: [
    machine('f32', 'functions ±16 ulp', { functions: wobbling('f32', 4, 16) }),
    machine('f64', 'functions ±16 ulp', { functions: wobbling('f64', 4, 16) }),
  ],
};
