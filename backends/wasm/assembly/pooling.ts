import { one, pair, putPair } from './lib/pairs';
import { at, LANES, splat } from './lib/vector';

/**
 * Pooling of x[planes, H, W] into y[planes, P, Q] by windows of kernel · kernel cells; the one at (p, q) begins at cell
 * (p · stride − pad, q · stride − pad). A piece is a row of y, of a gradient a plane.
 */

/** Of windows along an axis of `size` cells: the first whose cells all lie inside, and the one after the last. */
// @ts-ignore: decorator
@inline
function firstInside(count: i32, stride: i32, pad: i32): i32 {
  return min(count, (pad + stride - 1) / stride);
}

// @ts-ignore: decorator
@inline
function endInside(size: i32, count: i32, kernel: i32, stride: i32, pad: i32): i32 {
  const room = size + pad - kernel;
  return room < 0 ? 0 : min(count, room / stride + 1);
}

/** Where a window begins and ends, without what lies in the padding. */
// @ts-ignore: decorator
@inline
function startOf(p: i32, stride: i32, pad: i32): i32 {
  return max(0, p * stride - pad);
}

// @ts-ignore: decorator
@inline
function endOf(p: i32, size: i32, kernel: i32, stride: i32, pad: i32): i32 {
  return min(size, p * stride - pad + kernel);
}

/** Where the largest cell of a window stands: the first of several, the first NaN if there is one. Without branches. */
// @ts-ignore: decorator
@inline
function argmax<T>(x: usize, width: i32, top: i32, bottom: i32, left: i32, right: i32): usize {
  let best = at<T>(x, top * width + left);
  for (let h = top; h < bottom; h++) {
    const end = at<T>(x, h * width + right);
    for (let cell = at<T>(x, h * width + left); cell < end; cell += sizeof<T>()) {
      const largest = load<T>(best);
      best = select<usize>(best, cell, i32(load<T>(cell) <= largest) | i32(largest != largest));
    }
  }
  return best;
}

/** `largest`, or the cell where it is larger or NaN; a NaN stays. */
// @ts-ignore: decorator
@inline
function larger<T>(largest: v128, cell: v128): v128 {
  return v128.or(v128.pmax<T>(largest, cell), v128.ne<T>(cell, cell));
}

/** Of two vectors that follow one another the numbers at even places, or those at odd ones. */
// @ts-ignore: decorator
@inline
function even<T>(x: v128, y: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<f32>(x, y, 0, 2, 4, 6);
  return v128.shuffle<f64>(x, y, 0, 2);
}

// @ts-ignore: decorator
@inline
function odd<T>(x: v128, y: v128): v128 {
  if (sizeof<T>() == 4) return v128.shuffle<f32>(x, y, 1, 3, 5, 7);
  return v128.shuffle<f64>(x, y, 1, 3);
}

/** Can a vector of windows be taken at once? Of stride 2 it reads the cells of two vectors from a window's first. */
// @ts-ignore: decorator
@inline
function isEven(kernel: i32, stride: i32): bool {
  return stride == 1 || (stride == 2 && kernel > 1);
}

/** Taps s and s + 1 of windows of stride 2. */
// @ts-ignore: decorator
@inline
function twoTaps<T>(largest: v128, x: usize): v128 {
  const a = v128.load(x);
  const b = v128.load(x, 16);
  return larger<T>(larger<T>(largest, even<T>(a, b)), odd<T>(a, b));
}

/** The last tap alone, read together with the one before, so that nothing behind it is read. */
// @ts-ignore: decorator
@inline
function lastTap<T>(largest: v128, x: usize): v128 {
  return larger<T>(largest, odd<T>(v128.load(x - sizeof<T>()), v128.load(x - sizeof<T>(), 16)));
}

/** The largest of a row of cells of as many windows as a vector has lanes, and of what came before. */
// @ts-ignore: decorator
@inline
function rowOfTaps<T>(largest: v128, x: usize, kernel: i32, stride: i32): v128 {
  if (stride == 2 && kernel == 2) return twoTaps<T>(largest, x);
  if (stride == 2 && kernel == 3) return lastTap<T>(twoTaps<T>(largest, x), at<T>(x, 2));
  if (stride == 1 && kernel == 3) {
    largest = larger<T>(larger<T>(largest, v128.load(x)), v128.load(at<T>(x, 1)));
    return larger<T>(largest, v128.load(at<T>(x, 2)));
  }
  let s = 0;
  if (stride == 1) for (; s < kernel; s++) largest = larger<T>(largest, v128.load(at<T>(x, s)));
  else {
    for (; s + 2 <= kernel; s += 2) largest = twoTaps<T>(largest, at<T>(x, s));
    if (s < kernel) largest = lastTap<T>(largest, at<T>(x, s));
  }
  return largest;
}

/** Windows q … end − 1 of a row, at least a vector of them, all of whose columns are inside. The last vector overlaps. */
// @ts-ignore: decorator
@inline
function maxRow<T>(
  x: usize, y: usize, width: i32, rows: i32, kernel: i32, stride: i32, pad: i32, q: i32, end: i32,
): void {
  const least = splat<T>(-Infinity);
  for (; q < end; q += LANES<T>()) {
    q = min(q, end - LANES<T>());
    const start = at<T>(x, q * stride - pad);
    let largest = rowOfTaps<T>(least, start, kernel, stride);
    for (let r = 1; r < rows; r++) largest = rowOfTaps<T>(largest, at<T>(start, r * width), kernel, stride);
    v128.store(at<T>(y, q), largest);
  }
}

// @ts-ignore: decorator
@inline
function maxPool<T>(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, from: i32, to: i32,
): void {
  const first = firstInside(Q, stride, pad);
  const end = endInside(W, Q, kernel, stride, pad);
  const vectors = isEven(kernel, stride) && end - first >= LANES<T>();
  for (let piece = from; piece < to; piece++) {
    const n = piece / P;
    const p = piece - n * P;
    const plane = at<T>(x, n * H * W);
    const row = at<T>(y, piece * Q);
    const top = startOf(p, stride, pad);
    const bottom = endOf(p, H, kernel, stride, pad);
    if (vectors) {
      const start = at<T>(plane, top * W);
      const rows = bottom - top;
      if (stride == 1 && kernel == 3) maxRow<T>(start, row, W, rows, 3, 1, pad, first, end);
      else if (stride == 1) maxRow<T>(start, row, W, rows, kernel, 1, pad, first, end);
      else if (kernel == 2 && rows == 2) maxRow<T>(start, row, W, 2, 2, 2, pad, first, end);
      else if (kernel == 3 && rows == 3) maxRow<T>(start, row, W, 3, 3, 2, pad, first, end);
      else maxRow<T>(start, row, W, rows, kernel, 2, pad, first, end);
    }
    for (let q = 0; q < Q; q++) {
      if (vectors && q == first) q = end;
      if (q == Q) break;
      const left = startOf(q, stride, pad);
      const right = endOf(q, W, kernel, stride, pad);
      store<T>(at<T>(row, q), load<T>(argmax<T>(plane, W, top, bottom, left, right)));
    }
  }
}

export function maxPool_f32(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, from: i32, to: i32,
): void {
  maxPool<f32>(x, y, H, W, P, Q, kernel, stride, pad, from, to);
}
export function maxPool_f64(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, from: i32, to: i32,
): void {
  maxPool<f64>(x, y, H, W, P, Q, kernel, stride, pad, from, to);
}

/** A plane of sums, rounded. */
// @ts-ignore: decorator
@inline
function round<T, S>(sums: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i++) store<T>(at<T>(to, i), <T>load<S>(at<S>(sums, i)));
}

/** Sums of type S, where windows overlap those of doubles, else dx itself. */
// @ts-ignore: decorator
@inline
function maxGradient<T, S>(
  x: usize, dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  from: i32, to: i32,
): void {
  for (let n = from; n < to; n++) {
    const start = n * H * W;
    const plane = at<T>(x, start);
    const sum = at<S>(sums, start);
    memory.fill(sum, 0, at<S>(0, H * W));
    for (let p = 0; p < P; p++) {
      const top = startOf(p, stride, pad);
      const bottom = endOf(p, H, kernel, stride, pad);
      const row = at<T>(dy, (n * P + p) * Q);
      for (let q = 0; q < Q; q++) {
        const left = startOf(q, stride, pad);
        const right = endOf(q, W, kernel, stride, pad);
        const cell = <i32>((argmax<T>(plane, W, top, bottom, left, right) - plane) / sizeof<T>());
        store<S>(at<S>(sum, cell), load<S>(at<S>(sum, cell)) + <S>load<T>(at<T>(row, q)));
      }
    }
    if (sums != dx) round<T, S>(sum, at<T>(dx, start), H * W);
  }
}

export function maxPoolGradient_f32(
  x: usize, dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  from: i32, to: i32,
): void {
  if (sums == dx) maxGradient<f32, f32>(x, dy, dx, dx, H, W, P, Q, kernel, stride, pad, from, to);
  else maxGradient<f32, f64>(x, dy, dx, sums, H, W, P, Q, kernel, stride, pad, from, to);
}
export function maxPoolGradient_f64(
  x: usize, dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  from: i32, to: i32,
): void {
  maxGradient<f64, f64>(x, dy, dx, dx, H, W, P, Q, kernel, stride, pad, from, to);
}

/** How many cells of window p of an axis the average counts. */
// @ts-ignore: decorator
@inline
function counted(p: i32, size: i32, kernel: i32, stride: i32, pad: i32, countPad: i32): i32 {
  if (countPad == 0) return endOf(p, size, kernel, stride, pad) - startOf(p, stride, pad);
  return min(size + pad, p * stride - pad + kernel) - (p * stride - pad);
}

/** Two numbers `stride` apart as doubles. */
// @ts-ignore: decorator
@inline
function twoOf<T>(x: usize, stride: i32): v128 {
  if (stride == 1) return pair<T>(x);
  return f64x2.replace_lane(one<T>(x), 1, <f64>load<T>(at<T>(x, stride)));
}

/** Windows q … end − 1 of a row, all of whose columns are inside, two at a time; the first that is left. */
// @ts-ignore: decorator
@inline
function averageRow<T>(
  x: usize, y: usize, width: i32, rows: i32, kernel: i32, stride: i32, pad: i32, q: i32, end: i32, count: f64,
): i32 {
  const divisor = f64x2.splat(count);
  for (; q + 2 <= end; q += 2) {
    let sum = f64x2.splat(0);
    for (let r = 0; r < rows; r++) {
      const start = at<T>(x, r * width + q * stride - pad);
      for (let s = 0; s < kernel; s++) sum = f64x2.add(sum, twoOf<T>(at<T>(start, s), stride));
    }
    putPair<T>(at<T>(y, q), f64x2.div(sum, divisor));
  }
  return q;
}

// @ts-ignore: decorator
@inline
function averagePool<T>(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, countPad: i32,
  from: i32, to: i32,
): void {
  const first = firstInside(Q, stride, pad);
  const end = endInside(W, Q, kernel, stride, pad);
  for (let piece = from; piece < to; piece++) {
    const n = piece / P;
    const p = piece - n * P;
    const plane = at<T>(x, n * H * W);
    const row = at<T>(y, piece * Q);
    const top = startOf(p, stride, pad);
    const bottom = endOf(p, H, kernel, stride, pad);
    const down = counted(p, H, kernel, stride, pad, countPad);
    for (let q = 0; q < Q; q++) {
      if (q == first && first < end) {
        const start = at<T>(plane, top * W);
        const rows = bottom - top;
        const count = <f64>down * <f64>kernel;
        if (stride == 1) q = averageRow<T>(start, row, W, rows, kernel, 1, pad, q, end, count);
        else q = averageRow<T>(start, row, W, rows, kernel, stride, pad, q, end, count);
        if (q == Q) break;
      }
      const left = startOf(q, stride, pad);
      const right = endOf(q, W, kernel, stride, pad);
      let sum: f64 = 0;
      for (let h = top; h < bottom; h++)
        for (let w = left; w < right; w++) sum += <f64>load<T>(at<T>(plane, h * W + w));
      const across = counted(q, W, kernel, stride, pad, countPad);
      store<T>(at<T>(row, q), <T>(sum / (<f64>down * <f64>across)));
    }
  }
}

export function averagePool_f32(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, countPad: i32,
  from: i32, to: i32,
): void {
  averagePool<f32>(x, y, H, W, P, Q, kernel, stride, pad, countPad, from, to);
}
export function averagePool_f64(
  x: usize, y: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32, countPad: i32,
  from: i32, to: i32,
): void {
  averagePool<f64>(x, y, H, W, P, Q, kernel, stride, pad, countPad, from, to);
}

// @ts-ignore: decorator
@inline
function averageGradient<T, S>(
  dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  countPad: i32, from: i32, to: i32,
): void {
  for (let n = from; n < to; n++) {
    const start = n * H * W;
    const plane = at<S>(sums, start);
    memory.fill(plane, 0, at<S>(0, H * W));
    for (let p = 0; p < P; p++) {
      const top = startOf(p, stride, pad);
      const bottom = endOf(p, H, kernel, stride, pad);
      const down = counted(p, H, kernel, stride, pad, countPad);
      const row = at<T>(dy, (n * P + p) * Q);
      for (let q = 0; q < Q; q++) {
        const left = startOf(q, stride, pad);
        const right = endOf(q, W, kernel, stride, pad);
        const across = counted(q, W, kernel, stride, pad, countPad);
        const share = <f64>load<T>(at<T>(row, q)) / (<f64>down * <f64>across);
        for (let h = top; h < bottom; h++)
          for (let w = left; w < right; w++) {
            const cell = at<S>(plane, h * W + w);
            store<S>(cell, load<S>(cell) + <S>share);
          }
      }
    }
    if (sums != dx) round<T, S>(plane, at<T>(dx, start), H * W);
  }
}

export function averagePoolGradient_f32(
  dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  countPad: i32, from: i32, to: i32,
): void {
  if (sums == dx) averageGradient<f32, f32>(dy, dx, dx, H, W, P, Q, kernel, stride, pad, countPad, from, to);
  else averageGradient<f32, f64>(dy, dx, sums, H, W, P, Q, kernel, stride, pad, countPad, from, to);
}
export function averagePoolGradient_f64(
  dy: usize, dx: usize, sums: usize, H: i32, W: i32, P: i32, Q: i32, kernel: i32, stride: i32, pad: i32,
  countPad: i32, from: i32, to: i32,
): void {
  averageGradient<f64, f64>(dy, dx, dx, H, W, P, Q, kernel, stride, pad, countPad, from, to);
}
