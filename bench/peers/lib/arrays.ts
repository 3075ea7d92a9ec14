import type { Floats } from '../../../backends/lib/kernels.ts';

/** The numbers of several arrays, one after the other, in a new one. */
export function joined(arrays: readonly Floats[]): Floats {
  const length = arrays.reduce((sum, array) => sum + array.length, 0);
  const all = arrays[0] instanceof Float64Array ? new Float64Array(length) : new Float32Array(length);
  let at = 0;
  for (const array of arrays) {
    all.set(array, at);
    at += array.length;
  }
  return all;
}

/** x[…shape] with its axes in the order of `axes`. */
export function transposed(x: Floats, shape: readonly number[], axes: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  const y = new Float32Array(x.length);
  let next = 0;
  const walk = (depth: number, at: number) => {
    if (depth === axes.length) {
      y[next++] = x[at];
      return;
    }
    const axis = axes[depth];
    for (let n = 0; n < shape[axis]; n++) walk(depth + 1, at + n * strides[axis]);
  };
  walk(0, 0);
  return y;
}

/** Blocks of x[4, …] in the order of `gates`: libraries differ in how they stack the gates of a memory. */
export function reordered(x: Floats, gates: readonly number[]): Floats {
  const block = x.length / gates.length;
  return joined(gates.map((gate) => x.subarray(gate * block, (gate + 1) * block)));
}
