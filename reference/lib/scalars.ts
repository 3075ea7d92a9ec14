import type { Tensors } from '../../spec/lib/tensor.ts';

/** Integers by name, as tensors without axes: the answer of an algorithm that counts. */
export const scalars = (values: Readonly<Record<string, number>>): Tensors =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, { shape: [], data: Int32Array.of(value) }]),
  );
