import { expBelow } from './elementary/exp';
import { scratch } from './lib/scratch';
import { at, high, join, LANES, low, splat } from './lib/vector';
import { multiplyRows, PANEL_STEP, TILE_BYTES, TILE_COLUMNS, TILE_ROWS } from './matmul/tile';

/** Where the scores of a block of queries begin in the scratch space: behind a tile. */
const OF_SCORES: usize = TILE_BYTES;

// @ts-ignore: decorator
@inline
function times<T>(x: v128, scale: f64): v128 {
  // Most often a power of two; what is not of the dtype is not rounded to it.
  if (sizeof<T>() == 8 || <f64>(<f32>scale) == scale) return v128.mul<T>(x, splat<T>(scale));
  const factor = f64x2.splat(scale);
  return join(f64x2.mul(low(x), factor), f64x2.mul(high(x), factor));
}

// @ts-ignore: decorator
@inline
function largest<T>(x: v128): v128 {
  let y = v128.max<T>(x, i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  if (sizeof<T>() == 4) y = v128.max<T>(y, i8x16.shuffle(y, y, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  return y;
}

// @ts-ignore: decorator
@inline
function added<T>(x: v128): v128 {
  let y = v128.add<T>(x, i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  if (sizeof<T>() == 4) y = v128.add<T>(y, i8x16.shuffle(y, y, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
  return y;
}

/** A row of `count` scores, with room for whole vectors: its softmax, after the scale and the mask. */
function weigh<T>(row: usize, count: i32, mask: usize, scale: f64): void {
  for (let m = count; m % LANES<T>() != 0; m++) store<T>(at<T>(row, m), <T>-Infinity);
  let top = splat<T>(-Infinity);
  for (let m = 0; m < count; m += LANES<T>()) {
    const x = times<T>(v128.load(at<T>(row, m)), scale);
    v128.store(at<T>(row, m), x);
    if (mask != 0)
      for (let lane = m; lane < min(count, m + LANES<T>()); lane++)
        if (load<i32>(at<i32>(mask, lane)) == 0) store<T>(at<T>(row, lane), <T>-Infinity);
    top = v128.max<T>(top, v128.load(at<T>(row, m)));
  }
  top = largest<T>(top);
  let sum = splat<T>(0);
  for (let m = 0; m < count; m += LANES<T>()) {
    const e = expBelow<T>(v128.sub<T>(v128.load(at<T>(row, m)), top));
    v128.store(at<T>(row, m), e);
    sum = v128.add<T>(sum, e);
  }
  sum = added<T>(sum);
  for (let m = 0; m < count; m += LANES<T>())
    v128.store(at<T>(row, m), v128.div<T>(v128.load(at<T>(row, m)), sum));
}

/** to[rows, columns] = a[rows, inner] · panels, row by row `lda` and `ldc` numbers apart; room for whole tiles if `roomy`. */
// @ts-ignore: decorator
@inline
function multiply<T>(
  a: usize, lda: i32, panels: usize, to: usize, ldc: i32, rows: i32, columns: i32, inner: i32, roomy: bool,
): void {
  const tile = scratch();
  for (let j = 0; j < columns; j += TILE_COLUMNS<T>(), panels += inner * PANEL_STEP)
    for (let i = 0; i < rows; i += TILE_ROWS) {
      const height = min(TILE_ROWS, rows - i);
      const a0 = at<T>(a, i * lda);
      const a1 = at<T>(a0, min(1, height - 1) * lda);
      const a2 = at<T>(a0, min(2, height - 1) * lda);
      const a3 = at<T>(a0, min(3, height - 1) * lda);
      const place = at<T>(to, i * ldc + j);
      const width = min(TILE_COLUMNS<T>(), columns - j);
      if (roomy || (height == TILE_ROWS && width == TILE_COLUMNS<T>()))
        multiplyRows<T>(a0, a1, a2, a3, panels, inner, place, ldc * sizeof<T>(), false);
      else {
        multiplyRows<T>(a0, a1, a2, a3, panels, inner, tile, PANEL_STEP, false);
        for (let r = 0; r < height; r++)
          memory.copy(at<T>(place, r * ldc), tile + r * PANEL_STEP, <usize>width * sizeof<T>());
      }
    }
}

/**
 * y[batch, N, E] = softmax(scale · Q Kᵀ) V, a piece `height` queries of one of the batch, whose scores alone are ever
 * there. Kᵀ and V come in panels. With a `mask`, keys where it is 0 have no weight.
 */
// @ts-ignore: decorator
@inline
function attend<T>(
  q: usize, keys: usize, values: usize, y: usize, mask: usize, N: i32, M: i32, D: i32, E: i32, height: i32,
  scale: f64, from: i32, to: i32,
): void {
  const ofKeys = (M + TILE_COLUMNS<T>() - 1) / TILE_COLUMNS<T>();
  const ofValues = (E + TILE_COLUMNS<T>() - 1) / TILE_COLUMNS<T>();
  const blocks = (N + height - 1) / height;
  const scores = scratch() + OF_SCORES;
  // One tile more than there is, so that rows of 512 keys do not all begin in one set of the cache.
  const ld = (ofKeys + 1) * TILE_COLUMNS<T>();
  for (let piece = from; piece < to; piece++) {
    const n = piece / blocks;
    const first = (piece - n * blocks) * height;
    const rows = min(height, N - first);
    const query = n * N + first;
    multiply<T>(at<T>(q, query * D), D, keys + n * ofKeys * D * PANEL_STEP, scores, ld, rows, M, D, true);
    for (let r = 0; r < rows; r++)
      weigh<T>(at<T>(scores, r * ld), M, mask == 0 ? 0 : at<i32>(mask, (query + r) * M), scale);
    multiply<T>(scores, ld, values + n * ofValues * M * PANEL_STEP, at<T>(y, query * E), E, rows, E, M, false);
  }
}

export function attend_f32(
  q: usize, keys: usize, values: usize, y: usize, mask: usize, N: i32, M: i32, D: i32, E: i32, height: i32,
  scale: f64, from: i32, to: i32,
): void {
  attend<f32>(q, keys, values, y, mask, N, M, D, E, height, scale, from, to);
}
export function attend_f64(
  q: usize, keys: usize, values: usize, y: usize, mask: usize, N: i32, M: i32, D: i32, E: i32, height: i32,
  scale: f64, from: i32, to: i32,
): void {
  attend<f64>(q, keys, values, y, mask, N, M, D, E, height, scale, from, to);
}
