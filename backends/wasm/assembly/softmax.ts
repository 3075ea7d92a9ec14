import { BELOW_SCALE } from './elementary/exp';
import { one, pair, productsOf, putOne, putPair, sumOf, totalOf } from './lib/pairs';
import { loadPart, storePart } from './lib/scratch';
import { at, high, LANES, low, splat } from './lib/vector';
import { below, sixteenBelow } from './softmax/below';

/** Rows shared out by their exponentials. A piece is a row. */

/** Masks of the first lanes of a vector (from its middle) and of the last (from its beginning). */
const MASKS = memory.data<i32>([0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0], 16);

// @ts-ignore: decorator
@inline
function firstLanes<T>(count: i32): v128 {
  return v128.load(at<T>(MASKS + 32, -count));
}

// @ts-ignore: decorator
@inline
function lastLanes<T>(count: i32): v128 {
  return v128.load(at<T>(MASKS, count));
}

/**
 * The largest of all lanes and rows seen so far. What is no number may or may not come through: its exponential
 * makes the whole row NaN in any case.
 */
// @ts-ignore: decorator
@inline
function larger<T>(x: v128, y: v128): v128 {
  return v128.pmax<T>(x, y);
}

/** The largest of a row, in all lanes. */
// @ts-ignore: decorator
@inline
function largestOf<T>(x: usize, columns: i32): v128 {
  const least = splat<T>(-Infinity);
  let a = least;
  if (columns < LANES<T>()) a = v128.bitselect(loadPart<T>(x, columns), least, firstLanes<T>(columns));
  else {
    let b = least, c = least, d = least;
    let i = 0;
    for (; i + 4 * LANES<T>() <= columns; i += 4 * LANES<T>()) {
      a = larger<T>(a, v128.load(at<T>(x, i)));
      b = larger<T>(b, v128.load(at<T>(x, i), 16));
      c = larger<T>(c, v128.load(at<T>(x, i), 32));
      d = larger<T>(d, v128.load(at<T>(x, i), 48));
    }
    for (; i < columns; i += LANES<T>()) a = larger<T>(a, v128.load(at<T>(x, min(i, columns - LANES<T>()))));
    a = larger<T>(larger<T>(a, b), larger<T>(c, d));
  }
  if (sizeof<T>() == 4) {
    a = larger<T>(a, v128.shuffle<f32>(a, a, 2, 3, 0, 1));
    return larger<T>(a, v128.shuffle<f32>(a, a, 1, 0, 3, 2));
  }
  return larger<T>(a, v128.shuffle<f64>(a, a, 1, 0));
}

/** So many terms are added up in f32, 128 a lane and four at a time. */
const BLOCK: i32 = 512;

/** Their sum in doubles. */
// @ts-ignore: decorator
@inline
function addTo<T>(sum: v128, e: v128): v128 {
  return f64x2.add(sum, sizeof<T>() == 8 ? e : f64x2.add(low(e), high(e)));
}

/** e^(x − top), scaled as `expBelow` does, kept at y if `keep`. */
// @ts-ignore: decorator
@inline
function exponential<T>(x: usize, top: v128, y: usize, keep: bool): v128 {
  const e = below<T>(v128.sub<T>(v128.load(x), top));
  if (keep) v128.store(y, e);
  return e;
}

/** Σ e^(x − top), scaled; its terms kept at y if `keep`. */
// @ts-ignore: decorator
@inline
function exponentials<T>(x: usize, top: v128, y: usize, columns: i32, keep: bool): f64 {
  let a = f64x2.splat(0);
  if (columns < LANES<T>()) {
    const e = below<T>(v128.sub<T>(loadPart<T>(x, columns), top));
    if (keep) storePart<T>(y, columns, e);
    a = addTo<T>(a, v128.and(e, firstLanes<T>(columns)));
    return totalOf(a, f64x2.splat(0), f64x2.splat(0), f64x2.splat(0));
  }
  let i = 0;
  if (sizeof<T>() == 4)
    while (i + 16 <= columns) {
      const end = min(columns - 16, i + BLOCK - 16);
      let part = f32x4.splat(0);
      for (; i <= end; i += 16) part = f32x4.add(part, sixteenBelow(at<f32>(x, i), top, at<f32>(y, i), keep));
      a = addTo<f32>(a, part);
    }
  let b = f64x2.splat(0);
  for (; i + LANES<T>() <= columns; i += LANES<T>())
    a = addTo<T>(a, exponential<T>(at<T>(x, i), top, at<T>(y, i), keep));
  if (i < columns) {
    const last = columns - LANES<T>();
    const e = exponential<T>(at<T>(x, last), top, at<T>(y, last), keep);
    b = addTo<T>(b, v128.and(e, lastLanes<T>(columns - i)));
  }
  return totalOf(a, b, f64x2.splat(0), f64x2.splat(0));
}

/** y · scale in place. */
// @ts-ignore: decorator
@inline
function rescale<T>(y: usize, columns: i32, scale: v128): void {
  if (columns < LANES<T>()) {
    storePart<T>(y, columns, v128.mul<T>(loadPart<T>(y, columns), scale));
    return;
  }
  // The last vector overlaps the one before, so it is taken first.
  const last = at<T>(y, columns - LANES<T>());
  const end = v128.mul<T>(v128.load(last), scale);
  for (let i = 0; i + LANES<T>() <= columns; i += LANES<T>())
    v128.store(at<T>(y, i), v128.mul<T>(v128.load(at<T>(y, i)), scale));
  v128.store(last, end);
}

// @ts-ignore: decorator
@inline
function softmax<T>(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const start = at<T>(x, row * columns);
    const end = at<T>(y, row * columns);
    const total = exponentials<T>(start, largestOf<T>(start, columns), end, columns, true);
    rescale<T>(end, columns, splat<T>(1 / total));
  }
}

export function softmax_f32(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  softmax<f32>(x, y, columns, from, to);
}
export function softmax_f64(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  softmax<f64>(x, y, columns, from, to);
}

// @ts-ignore: decorator
@inline
function logSoftmax<T>(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const start = at<T>(x, row * columns);
    const end = at<T>(y, row * columns);
    const top = largestOf<T>(start, columns);
    const log = splat<T>(Math.log(exponentials<T>(start, top, end, columns, false) / BELOW_SCALE<T>()));
    if (columns < LANES<T>()) {
      storePart<T>(end, columns, v128.sub<T>(v128.sub<T>(loadPart<T>(start, columns), top), log));
      continue;
    }
    for (let next = 0; next < columns; next += LANES<T>()) {
      const i = min(next, columns - LANES<T>());
      v128.store(at<T>(end, i), v128.sub<T>(v128.sub<T>(v128.load(at<T>(start, i)), top), log));
    }
  }
}

export function logSoftmax_f32(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  logSoftmax<f32>(x, y, columns, from, to);
}
export function logSoftmax_f64(x: usize, y: usize, columns: i32, from: i32, to: i32): void {
  logSoftmax<f64>(x, y, columns, from, to);
}

/** y (dy − Σ dy∘y). */
// @ts-ignore: decorator
@inline
function softmaxGradient<T>(y: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const ofY = at<T>(y, row * columns);
    const ofDy = at<T>(dy, row * columns);
    const ofDx = at<T>(dx, row * columns);
    const mean = f64x2.splat(productsOf<T>(ofY, ofDy, columns));
    let i = 0;
    for (; i + 2 <= columns; i += 2)
      putPair<T>(at<T>(ofDx, i), f64x2.mul(pair<T>(at<T>(ofY, i)), f64x2.sub(pair<T>(at<T>(ofDy, i)), mean)));
    if (i < columns)
      putOne<T>(at<T>(ofDx, i), f64x2.mul(one<T>(at<T>(ofY, i)), f64x2.sub(one<T>(at<T>(ofDy, i)), mean)));
  }
}

export function softmaxGradient_f32(y: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  softmaxGradient<f32>(y, dy, dx, columns, from, to);
}
export function softmaxGradient_f64(y: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  softmaxGradient<f64>(y, dy, dx, columns, from, to);
}

/** dy − p Σ dy. */
// @ts-ignore: decorator
@inline
function logSoftmaxGradient<T>(p: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const ofP = at<T>(p, row * columns);
    const ofDy = at<T>(dy, row * columns);
    const ofDx = at<T>(dx, row * columns);
    const total = f64x2.splat(sumOf<T>(ofDy, columns));
    let i = 0;
    for (; i + 2 <= columns; i += 2)
      putPair<T>(at<T>(ofDx, i), f64x2.sub(pair<T>(at<T>(ofDy, i)), f64x2.mul(pair<T>(at<T>(ofP, i)), total)));
    if (i < columns)
      putOne<T>(at<T>(ofDx, i), f64x2.sub(one<T>(at<T>(ofDy, i)), f64x2.mul(one<T>(at<T>(ofP, i)), total)));
  }
}

export function logSoftmaxGradient_f32(p: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  logSoftmaxGradient<f32>(p, dy, dx, columns, from, to);
}
export function logSoftmaxGradient_f64(p: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32): void {
  logSoftmaxGradient<f64>(p, dy, dx, columns, from, to);
}
