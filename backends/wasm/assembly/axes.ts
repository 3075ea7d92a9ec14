import { move } from './lib/move';
import { clear, pair, sumOf } from './lib/pairs';
import { scratch } from './lib/scratch';
import { at, LANES, madd, total } from './lib/vector';
import { transpose2, transpose4 } from './matmul/transpose';

/**
 * Sums over the middle axis of x[outer, length, inner], in doubles. A piece is a block of at most BLOCK columns of at
 * most `chunk` rows; each chunk of `length` has its own sums, [outer, chunks, inner].
 */
const BLOCK: i32 = 512;

/** Rows narrower than this are taken several at a time. */
const NARROW: i32 = 64;

/** to[…] += the numbers of `rows` rows, `step` apart. */
// @ts-ignore: decorator
@inline
function addRows<T>(x: usize, step: i32, rows: i32, to: usize, count: i32): void {
  const bytes = at<T>(0, step);
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const x0 = x + row * bytes;
    const x1 = x0 + bytes, x2 = x1 + bytes, x3 = x2 + bytes;
    let i = 0;
    for (; i + 2 <= count; i += 2) {
      const first = f64x2.add(pair<T>(at<T>(x0, i)), pair<T>(at<T>(x1, i)));
      const second = f64x2.add(pair<T>(at<T>(x2, i)), pair<T>(at<T>(x3, i)));
      const sum = at<f64>(to, i);
      v128.store(sum, f64x2.add(v128.load(sum), f64x2.add(first, second)));
    }
    if (i < count) {
      const first = <f64>load<T>(at<T>(x0, i)) + <f64>load<T>(at<T>(x1, i));
      const second = <f64>load<T>(at<T>(x2, i)) + <f64>load<T>(at<T>(x3, i));
      const sum = at<f64>(to, i);
      store<f64>(sum, load<f64>(sum) + (first + second));
    }
  }
  for (; row < rows; row++) {
    const x0 = x + row * bytes;
    let i = 0;
    for (; i + 2 <= count; i += 2) {
      const sum = at<f64>(to, i);
      v128.store(sum, f64x2.add(v128.load(sum), pair<T>(at<T>(x0, i))));
    }
    if (i < count) store<f64>(at<f64>(to, i), load<f64>(at<f64>(to, i)) + <f64>load<T>(at<T>(x0, i)));
  }
}

/** The sums of `rows` rows of `count` numbers, `inner` apart. */
// @ts-ignore: decorator
@inline
function sumRows<T, R>(x: usize, rows: i32, inner: i32, count: i32, y: usize): void {
  if (rows * count <= NARROW) {
    for (let i = 0; i < count; i++) {
      let sum: f64 = 0;
      for (let row = 0; row < rows; row++) sum += <f64>load<T>(at<T>(x, row * inner + i));
      store<R>(at<R>(y, i), <R>sum);
    }
    return;
  }
  const sums = scratch();
  // Where rows are narrow and lie side by side, `together` of them are one.
  const together = count == inner && 2 * inner <= NARROW ? max(1, min(rows, NARROW / inner)) : 1;
  const wide = together * count;
  clear(sums, wide);
  const groups = rows / together;
  addRows<T>(x, together * inner, groups, sums, wide);
  addRows<T>(at<T>(x, groups * together * inner), 0, 1, sums, (rows - groups * together) * count);
  for (let t = 1; t < together; t++) addRows<f64>(at<f64>(sums, t * count), 0, 1, sums, count);
  for (let i = 0; i < count; i++) store<R>(at<R>(y, i), <R>load<f64>(at<f64>(sums, i)));
}

// @ts-ignore: decorator
@inline
function sum<T, R>(x: usize, y: usize, length: i32, inner: i32, chunk: i32, from: i32, to: i32): void {
  const chunks = max(1, (length + chunk - 1) / chunk);
  const blocks = (inner + BLOCK - 1) / BLOCK;
  for (let piece = from; piece < to; piece++) {
    const block = piece % blocks;
    const part = piece / blocks;
    const o = part / chunks;
    const row = (part - o * chunks) * chunk;
    const rows = min(chunk, length - row);
    const column = block * BLOCK;
    const start = at<T>(x, (o * length + row) * inner + column);
    const end = at<R>(y, part * inner + column);
    if (inner == 1) store<R>(end, <R>sumOf<T>(start, rows));
    else sumRows<T, R>(start, rows, inner, min(BLOCK, inner - column), end);
  }
}

export function sum_f32(x: usize, y: usize, length: i32, inner: i32, chunk: i32, from: i32, to: i32): void {
  sum<f32, f32>(x, y, length, inner, chunk, from, to);
}
export function sum_f64(x: usize, y: usize, length: i32, inner: i32, chunk: i32, from: i32, to: i32): void {
  sum<f64, f64>(x, y, length, inner, chunk, from, to);
}
/** The sums of chunks, in doubles. */
export function sumParts_f32(x: usize, y: usize, length: i32, inner: i32, chunk: i32, from: i32, to: i32): void {
  sum<f32, f64>(x, y, length, inner, chunk, from, to);
}
export function sumParts_f64(x: usize, y: usize, length: i32, inner: i32, chunk: i32, from: i32, to: i32): void {
  sum<f64, f64>(x, y, length, inner, chunk, from, to);
}

/** At most so many bytes are copied at a time: they stay in the first-level cache. */
const MUCH: usize = 1 << 14;

/** `bytes` bytes from `to` on, all like the first `period` of them: what stands there already is copied after itself. */
// @ts-ignore: decorator
@inline
function spread(to: usize, period: usize, bytes: usize): void {
  const most = max(period, MUCH - (MUCH % period));
  for (let done = period; done < bytes; ) {
    const next = min(bytes - done, min(done, most));
    move(to + done, to, next);
    done += next;
  }
}

/** y[outer, length, inner] from x[outer, inner]. A piece is a row of y. */
// @ts-ignore: decorator
@inline
function repeat<T>(x: usize, y: usize, length: i32, inner: i32, from: i32, to: i32): void {
  const bytes = at<T>(0, inner);
  for (let row = from; row < to; ) {
    const o = row / length;
    const rows = min(to, (o + 1) * length) - row;
    const start = y + row * bytes;
    if (inner == 1) {
      const number = load<T>(at<T>(x, o));
      const all = sizeof<T>() == 4 ? f32x4.splat(<f32>number) : f64x2.splat(<f64>number);
      let i = 0;
      for (; i + LANES<T>() <= rows; i += LANES<T>()) v128.store(at<T>(start, i), all);
      for (; i < rows; i++) store<T>(at<T>(start, i), number);
    } else {
      move(start, x + o * bytes, bytes);
      spread(start, bytes, rows * bytes);
    }
    row += rows;
  }
}

export function repeat_f32(x: usize, y: usize, length: i32, inner: i32, from: i32, to: i32): void {
  repeat<f32>(x, y, length, inner, from, to);
}
export function repeat_f64(x: usize, y: usize, length: i32, inner: i32, from: i32, to: i32): void {
  repeat<f64>(x, y, length, inner, from, to);
}

/** Columns of x[b, c] that are turned at a time, so that what is written to stays in the cache, and rows. */
const STRIP: i32 = 8;
const PART: i32 = 1024;

// @ts-ignore: decorator
@inline
function turnBlock<T>(x: usize, y: usize, b: i32, c: i32, j: i32, k: i32): void {
  const from = at<T>(x, j * c + k);
  const to = at<T>(y, k * b + j);
  if (sizeof<T>() == 4) transpose4(from, at<T>(0, c), to, at<T>(0, b));
  else transpose2(from, at<T>(0, c), to, at<T>(0, b));
}

/** y[k, j] = x[j, k] for rows j and columns k of x[b, c]. */
// @ts-ignore: decorator
@inline
function turn<T>(x: usize, y: usize, b: i32, c: i32, row: i32, rowEnd: i32, column: i32, columnEnd: i32): void {
  const rows = row + ((rowEnd - row) & ~(LANES<T>() - 1));
  const columns = column + ((columnEnd - column) & ~(LANES<T>() - 1));
  for (let j = row; j < rows; j += LANES<T>())
    for (let k = column; k < columns; k += LANES<T>()) turnBlock<T>(x, y, b, c, j, k);
  for (let k = column; k < columnEnd; k++)
    for (let j = k < columns ? rows : row; j < rowEnd; j++)
      store<T>(at<T>(y, k * b + j), load<T>(at<T>(x, j * c + k)));
}

/** y[a, c, b] from x[a, b, c]. A piece is STRIP columns of PART rows of x[b, c]. */
// @ts-ignore: decorator
@inline
function transpose<T>(x: usize, y: usize, b: i32, c: i32, from: i32, to: i32): void {
  const strips = (c + STRIP - 1) / STRIP;
  const parts = (b + PART - 1) / PART;
  for (let piece = from; piece < to; piece++) {
    const strip = piece % strips;
    const rest = piece / strips;
    const i = rest / parts;
    const row = (rest - i * parts) * PART;
    const column = strip * STRIP;
    const start = i * b * c;
    turn<T>(at<T>(x, start), at<T>(y, start), b, c, row, min(b, row + PART), column, min(c, column + STRIP));
  }
}

export function transpose_f32(x: usize, y: usize, b: i32, c: i32, from: i32, to: i32): void {
  transpose<f32>(x, y, b, c, from, to);
}
export function transpose_f64(x: usize, y: usize, b: i32, c: i32, from: i32, to: i32): void {
  transpose<f64>(x, y, b, c, from, to);
}

/** y[a, c, b, d] from x[a, b, c, d]. A piece is y[i, k, :, :]. */
// @ts-ignore: decorator
@inline
function swapAxes<T>(x: usize, y: usize, b: i32, c: i32, d: i32, from: i32, to: i32): void {
  const bytes = at<T>(0, d);
  for (let piece = from; piece < to; piece++) {
    const i = piece / c;
    let start = x + (i * b * c + (piece - i * c)) * bytes;
    let end = y + piece * b * bytes;
    for (let j = 0; j < b; j++) {
      move(end, start, bytes);
      start += c * bytes;
      end += bytes;
    }
  }
}

export function swapAxes_f32(x: usize, y: usize, b: i32, c: i32, d: i32, from: i32, to: i32): void {
  swapAxes<f32>(x, y, b, c, d, from, to);
}
export function swapAxes_f64(x: usize, y: usize, b: i32, c: i32, d: i32, from: i32, to: i32): void {
  swapAxes<f64>(x, y, b, c, d, from, to);
}

/** parts[n] = Σ (scale² x)² over the n-th chunk of x. Scaled twice, as f64 does not reach the square of some scales. */
// @ts-ignore: decorator
@inline
function squares<T>(x: usize, parts: usize, length: i32, chunk: i32, scale: f64, from: i32, to: i32): void {
  const s = f64x2.splat(scale);
  for (let piece = from; piece < to; piece++) {
    const start = at<T>(x, piece * chunk);
    const count = min(chunk, length - piece * chunk);
    let a = f64x2.splat(0), b = a;
    let i = 0;
    for (; i + 4 <= count; i += 4) {
      const u = f64x2.mul(f64x2.mul(pair<T>(at<T>(start, i)), s), s);
      const v = f64x2.mul(f64x2.mul(pair<T>(at<T>(start, i + 2)), s), s);
      a = madd<f64>(u, u, a);
      b = madd<f64>(v, v, b);
    }
    let sum = total(f64x2.add(a, b));
    for (; i < count; i++) {
      const u = <f64>load<T>(at<T>(start, i)) * scale * scale;
      sum += u * u;
    }
    store<f64>(at<f64>(parts, piece), sum);
  }
}

export function squares_f32(
  x: usize, parts: usize, length: i32, chunk: i32, scale: f64, from: i32, to: i32,
): void {
  squares<f32>(x, parts, length, chunk, scale, from, to);
}
export function squares_f64(
  x: usize, parts: usize, length: i32, chunk: i32, scale: f64, from: i32, to: i32,
): void {
  squares<f64>(x, parts, length, chunk, scale, from, to);
}
