import { move } from './lib/move';
import { clear, pair } from './lib/pairs';
import { scratch } from './lib/scratch';
import { at } from './lib/vector';

/** Rows by their indices. */

/** y[n, :] = x[indices[n], :]. A piece is a row of y. */
// @ts-ignore: decorator
@inline
function gather<T>(x: usize, indices: usize, y: usize, columns: i32, from: i32, to: i32): void {
  const bytes = at<T>(0, columns);
  if (columns == 1) {
    for (let n = from; n < to; n++) store<T>(at<T>(y, n), load<T>(at<T>(x, load<i32>(at<i32>(indices, n)))));
    return;
  }
  for (let n = from; n < to; n++) move(y + n * bytes, x + load<i32>(at<i32>(indices, n)) * bytes, bytes);
}

export function gather_f32(x: usize, indices: usize, y: usize, columns: i32, from: i32, to: i32): void {
  gather<f32>(x, indices, y, columns, from, to);
}
export function gather_f64(x: usize, indices: usize, y: usize, columns: i32, from: i32, to: i32): void {
  gather<f64>(x, indices, y, columns, from, to);
}

/** Columns whose sums are taken at a time. */
const BLOCK: i32 = 512;

// @ts-ignore: decorator
@inline
function addRow<T>(x: usize, sums: usize, count: i32): void {
  let i = 0;
  for (; i + 2 <= count; i += 2) {
    const sum = at<f64>(sums, i);
    v128.store(sum, f64x2.add(v128.load(sum), pair<T>(at<T>(x, i))));
  }
  if (i < count) store<f64>(at<f64>(sums, i), load<f64>(at<f64>(sums, i)) + <f64>load<T>(at<T>(x, i)));
}

/**
 * y[row, :] = Σ x[n, :] over n = first[row], next[n], … to −1, in doubles. Each piece is a row of y, so that no two
 * threads add to the same.
 */
// @ts-ignore: decorator
@inline
function scatterAdd<T>(x: usize, first: usize, next: usize, y: usize, columns: i32, from: i32, to: i32): void {
  const sums = scratch();
  for (let row = from; row < to; row++) {
    const start = load<i32>(at<i32>(first, row));
    if (start < 0) {
      memory.fill(at<T>(y, row * columns), 0, at<T>(0, columns));
      continue;
    }
    for (let column = 0; column < columns; column += BLOCK) {
      const count = min(BLOCK, columns - column);
      clear(sums, count);
      for (let n = start; n >= 0; n = load<i32>(at<i32>(next, n)))
        addRow<T>(at<T>(x, n * columns + column), sums, count);
      const end = at<T>(y, row * columns + column);
      for (let i = 0; i < count; i++) store<T>(at<T>(end, i), <T>load<f64>(at<f64>(sums, i)));
    }
  }
}

export function scatterAdd_f32(
  x: usize, first: usize, next: usize, y: usize, columns: i32, from: i32, to: i32,
): void {
  scatterAdd<f32>(x, first, next, y, columns, from, to);
}
export function scatterAdd_f64(
  x: usize, first: usize, next: usize, y: usize, columns: i32, from: i32, to: i32,
): void {
  scatterAdd<f64>(x, first, next, y, columns, from, to);
}

/**
 * sums[row, :] = Σ x[n, :] over the n whose index it is, for few columns: a piece is a row, and every range of them goes
 * over all indices.
 */
// @ts-ignore: decorator
@inline
function scatterFew<T>(
  x: usize, indices: usize, count: i32, sums: usize, columns: i32, from: i32, to: i32,
): void {
  memory.fill(at<f64>(sums, from * columns), 0, at<f64>(0, (to - from) * columns));
  for (let n = 0; n < count; n++) {
    const row = load<i32>(at<i32>(indices, n));
    if (row < from || row >= to) continue;
    for (let i = 0; i < columns; i++) {
      const sum = at<f64>(sums, row * columns + i);
      store<f64>(sum, load<f64>(sum) + <f64>load<T>(at<T>(x, n * columns + i)));
    }
  }
}

export function scatterFew_f32(
  x: usize, indices: usize, count: i32, sums: usize, columns: i32, from: i32, to: i32,
): void {
  scatterFew<f32>(x, indices, count, sums, columns, from, to);
}
export function scatterFew_f64(
  x: usize, indices: usize, count: i32, sums: usize, columns: i32, from: i32, to: i32,
): void {
  scatterFew<f64>(x, indices, count, sums, columns, from, to);
}
