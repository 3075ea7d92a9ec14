import { type Floats, zeros } from './kernels.ts';

/** a[rows, A] and b[rows, B] side by side, [rows, A+B]. */
export function beside(a: Floats, b: Floats, A: number, B: number): Floats {
  const both = zeros(a, a.length + b.length);
  for (let row = 0; row * A < a.length; row++) {
    both.set(a.subarray(row * A, (row + 1) * A), row * (A + B));
    both.set(b.subarray(row * B, (row + 1) * B), row * (A + B) + A);
  }
  return both;
}

/** The inverse of `beside`. */
export function apart(both: Floats, A: number, B: number): [a: Floats, b: Floats] {
  const rows = both.length / (A + B);
  const [a, b] = [zeros(both, rows * A), zeros(both, rows * B)];
  for (let row = 0; row < rows; row++) {
    const [start, middle, end] = [row * (A + B), row * (A + B) + A, (row + 1) * (A + B)];
    a.set(both.subarray(start, middle), row * A);
    b.set(both.subarray(middle, end), row * B);
  }
  return [a, b];
}
