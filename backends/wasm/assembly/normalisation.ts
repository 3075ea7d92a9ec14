import { one, pair, productsOf, putOne, putPair, squaresAbout, sumOf } from './lib/pairs';
import { loadPart, storePart } from './lib/scratch';
import { squaresNear } from './lib/squares';
import { at, LANES, madd } from './lib/vector';

/** Mean and variance of rows, in doubles and two passes: E[x²] − E[x]² cancels where the mean is large. A piece is a row. */

// @ts-ignore: decorator
@inline
function moments<T>(x: usize, mean: usize, variance: usize, columns: i32, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const start = at<T>(x, row * columns);
    const m = sumOf<T>(start, columns) / columns;
    store<T>(at<T>(mean, row), <T>m);
    store<T>(at<T>(variance, row), <T>(squaresAbout<T>(start, columns, m) / columns));
  }
}

export function moments_f32(x: usize, mean: usize, variance: usize, columns: i32, from: i32, to: i32): void {
  moments<f32>(x, mean, variance, columns, from, to);
}
export function moments_f64(x: usize, mean: usize, variance: usize, columns: i32, from: i32, to: i32): void {
  moments<f64>(x, mean, variance, columns, from, to);
}

/** Deviations between which quotients and differences of f32 neither overflow nor lose digits below its range. */
const NARROW: f64 = 1.0 / (<f64>(1 << 30) * <f64>(1 << 30) * <f64>(1 << 30));
const WIDE: f64 = 1.0 / NARROW;

/** γ x̂ + β, or x̂ where there is no γ. */
// @ts-ignore: decorator
@inline
function scaled<T>(affine: bool, normal: v128, gamma: v128, beta: v128): v128 {
  return affine ? madd<T>(gamma, normal, beta) : normal;
}

/** x̂ = (x − mean)/deviation in doubles. */
// @ts-ignore: decorator
@inline
function normaliseWide<T>(
  affine: bool, x: usize, gamma: usize, beta: usize, y: usize, columns: i32, mean: f64, deviation: f64,
): void {
  const m = f64x2.splat(mean);
  const s = f64x2.splat(deviation);
  const zero = f64x2.splat(0);
  let i = 0;
  for (; i + 2 <= columns; i += 2) {
    const normal = f64x2.div(f64x2.sub(pair<T>(at<T>(x, i)), m), s);
    const g = affine ? pair<T>(at<T>(gamma, i)) : zero;
    const b = affine ? pair<T>(at<T>(beta, i)) : zero;
    putPair<T>(at<T>(y, i), scaled<f64>(affine, normal, g, b));
  }
  if (i < columns) {
    const normal = f64x2.div(f64x2.sub(one<T>(at<T>(x, i)), m), s);
    const g = affine ? one<T>(at<T>(gamma, i)) : zero;
    const b = affine ? one<T>(at<T>(beta, i)) : zero;
    putOne<T>(at<T>(y, i), scaled<f64>(affine, normal, g, b));
  }
}

/** The mean as the sum of two f32, so that x − mean is as good as in doubles. */
// @ts-ignore: decorator
@inline
function normalOf(x: v128, mean: v128, rest: v128, scale: v128): v128 {
  return f32x4.mul(f32x4.sub(f32x4.sub(x, mean), rest), scale);
}

// @ts-ignore: decorator
@inline
function normaliseNarrow(
  affine: bool, x: usize, gamma: usize, beta: usize, y: usize, columns: i32, mean: f64, deviation: f64,
): void {
  const m = f32x4.splat(<f32>mean);
  const rest = f32x4.splat(<f32>(mean - <f64><f32>mean));
  const s = f32x4.splat(<f32>(1 / deviation));
  const zero = f32x4.splat(0);
  if (columns < 4) {
    const normal = normalOf(loadPart<f32>(x, columns), m, rest, s);
    const g = affine ? loadPart<f32>(gamma, columns) : zero;
    const b = affine ? loadPart<f32>(beta, columns) : zero;
    storePart<f32>(y, columns, scaled<f32>(affine, normal, g, b));
    return;
  }
  const end = at<f32>(x, columns & -8);
  while (x < end) {
    const first = normalOf(v128.load(x), m, rest, s);
    const second = normalOf(v128.load(x, 16), m, rest, s);
    const g0 = affine ? v128.load(gamma) : zero, g1 = affine ? v128.load(gamma, 16) : zero;
    const b0 = affine ? v128.load(beta) : zero, b1 = affine ? v128.load(beta, 16) : zero;
    v128.store(y, scaled<f32>(affine, first, g0, b0));
    v128.store(y, scaled<f32>(affine, second, g1, b1), 16);
    x += 32;
    y += 32;
    if (affine) {
      gamma += 32;
      beta += 32;
    }
  }
  // The last vector overlaps the one before.
  const left = columns & 7;
  for (let next = 0; next < left; next += 4) {
    const back = at<f32>(0, min(next, left - 4));
    const normal = normalOf(v128.load(x + back), m, rest, s);
    const g = affine ? v128.load(gamma + back) : zero;
    const b = affine ? v128.load(beta + back) : zero;
    v128.store(y + back, scaled<f32>(affine, normal, g, b));
  }
}

/** Writes a row of y, and returns the deviation √(variance + eps). */
// @ts-ignore: decorator
@inline
function normaliseRow<T>(affine: bool, x: usize, gamma: usize, beta: usize, y: usize, columns: i32, eps: f64): f64 {
  const mean = sumOf<T>(x, columns) / columns;
  const squares = sizeof<T>() == 4 ? squaresNear(x, columns, mean) : squaresAbout<T>(x, columns, mean);
  const deviation = Math.sqrt(squares / columns + eps);
  if (sizeof<T>() == 4 && deviation > NARROW && deviation < WIDE)
    normaliseNarrow(affine, x, gamma, beta, y, columns, mean, deviation);
  else normaliseWide<T>(affine, x, gamma, beta, y, columns, mean, deviation);
  return deviation;
}

// @ts-ignore: decorator
@inline
function normalise<T>(x: usize, y: usize, scale: usize, columns: i32, eps: f64, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const start = row * columns;
    const deviation = normaliseRow<T>(false, at<T>(x, start), 0, 0, at<T>(y, start), columns, eps);
    store<T>(at<T>(scale, row), <T>(1 / deviation));
  }
}

export function normalise_f32(x: usize, y: usize, scale: usize, columns: i32, eps: f64, from: i32, to: i32): void {
  normalise<f32>(x, y, scale, columns, eps, from, to);
}
export function normalise_f64(x: usize, y: usize, scale: usize, columns: i32, eps: f64, from: i32, to: i32): void {
  normalise<f64>(x, y, scale, columns, eps, from, to);
}

// @ts-ignore: decorator
@inline
function layerNorm<T>(
  x: usize, gamma: usize, beta: usize, y: usize, columns: i32, eps: f64, from: i32, to: i32,
): void {
  for (let row = from; row < to; row++) {
    const start = row * columns;
    normaliseRow<T>(true, at<T>(x, start), gamma, beta, at<T>(y, start), columns, eps);
  }
}

export function layerNorm_f32(
  x: usize, gamma: usize, beta: usize, y: usize, columns: i32, eps: f64, from: i32, to: i32,
): void {
  layerNorm<f32>(x, gamma, beta, y, columns, eps, from, to);
}
export function layerNorm_f64(
  x: usize, gamma: usize, beta: usize, y: usize, columns: i32, eps: f64, from: i32, to: i32,
): void {
  layerNorm<f64>(x, gamma, beta, y, columns, eps, from, to);
}

/** scale (dy − mean(dy) − y mean(dy∘y)). */
// @ts-ignore: decorator
@inline
function slope(y: v128, dy: v128, scale: v128, mean: v128, along: v128): v128 {
  return f64x2.mul(scale, f64x2.sub(f64x2.sub(dy, mean), f64x2.mul(y, along)));
}

// @ts-ignore: decorator
@inline
function normaliseGradient<T>(
  y: usize, scale: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32,
): void {
  for (let row = from; row < to; row++) {
    const start = row * columns;
    const ofY = at<T>(y, start);
    const ofDy = at<T>(dy, start);
    const ofDx = at<T>(dx, start);
    const s = f64x2.splat(<f64>load<T>(at<T>(scale, row)));
    const mean = f64x2.splat(sumOf<T>(ofDy, columns) / columns);
    const along = f64x2.splat(productsOf<T>(ofDy, ofY, columns) / columns);
    let i = 0;
    for (; i + 2 <= columns; i += 2)
      putPair<T>(at<T>(ofDx, i), slope(pair<T>(at<T>(ofY, i)), pair<T>(at<T>(ofDy, i)), s, mean, along));
    if (i < columns)
      putOne<T>(at<T>(ofDx, i), slope(one<T>(at<T>(ofY, i)), one<T>(at<T>(ofDy, i)), s, mean, along));
  }
}

export function normaliseGradient_f32(
  y: usize, scale: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32,
): void {
  normaliseGradient<f32>(y, scale, dy, dx, columns, from, to);
}
export function normaliseGradient_f64(
  y: usize, scale: usize, dy: usize, dx: usize, columns: i32, from: i32, to: i32,
): void {
  normaliseGradient<f64>(y, scale, dy, dx, columns, from, to);
}
