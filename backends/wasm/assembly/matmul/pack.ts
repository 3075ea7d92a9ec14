import { at, LANES } from '../lib/vector';
import { PANEL_STEP, TILE_COLUMNS, TILE_ROWS } from './tile';
import { transpose2, transpose4 } from './transpose';

/**
 * A panel of B: `width` ≤ 2 vectors of its columns, [inner, 2 vectors], filled up with zeros. B[l, j] lies at
 * `from` + l · `ld` + j, or with `transposed` at `from` + j · `ld` + l.
 */
export function packPanel<T>(from: usize, transposed: bool, ld: i32, inner: i32, width: i32, to: usize): void {
  if (width < TILE_COLUMNS<T>()) packPart<T>(from, transposed ? 1 : ld, transposed ? ld : 1, inner, width, to);
  else if (transposed) packTransposed<T>(from, ld, inner, to);
  else
    for (let l = 0; l < inner; l++, to += PANEL_STEP) {
      const row = at<T>(from, l * ld);
      v128.store(to, v128.load(row));
      v128.store(to, v128.load(row, 16), 16);
    }
}

function packPart<T>(from: usize, down: i32, across: i32, inner: i32, width: i32, to: usize): void {
  for (let l = 0; l < inner; l++, to += PANEL_STEP) {
    v128.store(to, i64x2.splat(0));
    v128.store(to, i64x2.splat(0), 16);
    for (let j = 0; j < width; j++) store<T>(at<T>(to, j), load<T>(at<T>(from, l * down + j * across)));
  }
}

function packTransposed<T>(from: usize, ld: i32, inner: i32, to: usize): void {
  const step = at<T>(0, ld);
  let l = 0;
  for (; l + LANES<T>() <= inner; l += LANES<T>()) {
    const column = at<T>(from, l);
    if (sizeof<T>() == 4) {
      transpose4(column, step, to, PANEL_STEP);
      transpose4(column + 4 * step, step, to + 16, PANEL_STEP);
    } else {
      transpose2(column, step, to, PANEL_STEP);
      transpose2(column + 2 * step, step, to + 16, PANEL_STEP);
    }
    to += LANES<T>() * PANEL_STEP;
  }
  packPart<T>(at<T>(from, l), 1, ld, inner - l, TILE_COLUMNS<T>(), to);
}

/** What `packRows` takes up for 4 rows: a cache line more than they need, so that not all of them begin in one set. */
// @ts-ignore: decorator
@inline
export function PACKED_ROWS_STEP<T>(inner: i32): i32 {
  return inner * TILE_ROWS * sizeof<T>() + 64;
}

/** Rows of A, of which A[i, l] lies at `from` + l · `ld` + i, four by four: [inner, 4] each, filled up with zeros. */
export function packRows<T>(from: usize, ld: i32, rows: i32, inner: i32, to: usize): void {
  const step = PACKED_ROWS_STEP<T>(inner);
  for (let l = 0; l < inner; l++) {
    let column = at<T>(from, l * ld);
    let tile = at<T>(to, l * TILE_ROWS);
    let i = 0;
    for (; i + TILE_ROWS <= rows; i += TILE_ROWS) {
      v128.store(tile, v128.load(column));
      if (sizeof<T>() == 8) v128.store(tile, v128.load(column, 16), 16);
      column = at<T>(column, TILE_ROWS);
      tile += step;
    }
    if (i < rows)
      for (let r = 0; r < TILE_ROWS; r++)
        store<T>(at<T>(tile, r), i + r < rows ? load<T>(at<T>(column, r)) : <T>0);
  }
}
