import { scratch } from './lib/scratch';
import { at } from './lib/vector';
import { PACKED_ROWS_STEP, packPanel, packRows } from './matmul/pack';
import { finishTile, isAsItIs, placeOf, setResult } from './matmul/result';
import { scalarProducts, sumOfColumns } from './matmul/thin';
import { multiplyPacked, multiplyRows, PANEL_STEP, TILE_BYTES, TILE_COLUMNS, TILE_ROWS } from './matmul/tile';

/**
 * Products after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication": blocks of A stay in the
 * second-level cache, panels of B in the first, tiles of C in registers. A piece is a block of rows of one matrix; the
 * tiles and the blocks of the inner axis lie where they lie whoever does them.
 */

/** How A, B and C lie. */
const A_TRANSPOSED: i32 = 1;
const B_TRANSPOSED: i32 = 2;
const C_TRANSPOSED: i32 = 4;

/** The inner axis is cut into blocks of at most this: that of a panel of B is then 16 KiB. */
const BLOCK: i32 = 512;
/** The scratch space holds a tile and the same transposed, a block of A (up to 32 rows of f64), and the panels of B. */
const OF_A: i32 = 2 * TILE_BYTES;
const OF_B: i32 = OF_A + 8 * (BLOCK * TILE_ROWS * 8 + 64);

// @ts-ignore: decorator
@inline
function packAll<T>(b: usize, layout: i32, columns: i32, inner: i32, to: usize, from: i32, end: i32): void {
  const transposed = (layout & B_TRANSPOSED) != 0;
  for (let panel = from; panel < end; panel++) {
    const j = panel * TILE_COLUMNS<T>();
    const first = at<T>(b, transposed ? j * inner : j);
    const width = min(columns - j, TILE_COLUMNS<T>());
    packPanel<T>(first, transposed, transposed ? inner : columns, inner, width, to + panel * inner * PANEL_STEP);
  }
}

/** The panels of `batch` matrices B at `b`, one behind the other. */
// @ts-ignore: decorator
@inline
function pack<T>(b: usize, to: usize, columns: i32, inner: i32, layout: i32, from: i32, end: i32): void {
  const panels = (columns + TILE_COLUMNS<T>() - 1) / TILE_COLUMNS<T>();
  for (let piece = from; piece < end; ) {
    const n = piece / panels;
    const first = piece - n * panels;
    const last = min(panels, first + end - piece);
    const ofMatrix = to + n * panels * inner * PANEL_STEP;
    packAll<T>(at<T>(b, n * inner * columns), layout, columns, inner, ofMatrix, first, last);
    piece += last - first;
  }
}

export function packPanels_f32(b: usize, to: usize, columns: i32, inner: i32, layout: i32, from: i32, end: i32): void {
  pack<f32>(b, to, columns, inner, layout, from, end);
}
export function packPanels_f64(b: usize, to: usize, columns: i32, inner: i32, layout: i32, from: i32, end: i32): void {
  pack<f64>(b, to, columns, inner, layout, from, end);
}

/** Rows i … i + count - 1 of the matrix C at `offset`: A times the panels. */
// @ts-ignore: decorator
@inline
function blockOfRows<T>(
  a: usize, transposed: bool, panels: usize, offset: i32, rows: i32, columns: i32, inner: i32, i: i32, count: i32,
): void {
  const tile = scratch();
  const packed = scratch() + OF_A;
  const blocks = max(1, (inner + BLOCK - 1) / BLOCK);
  const depth = (inner + blocks - 1) / blocks;
  const asItIs = isAsItIs();
  for (let block = 0; block < blocks; block++) {
    const l = block * depth;
    const k = min(depth, inner - l);
    const first = block == 0;
    const last = block == blocks - 1;
    if (transposed) packRows<T>(at<T>(a, l * rows + i), rows, count, k, packed);
    for (let j = 0; j < columns; j += TILE_COLUMNS<T>()) {
      const panel = panels + (j / TILE_COLUMNS<T>() * inner + l) * PANEL_STEP;
      const width = min(columns - j, TILE_COLUMNS<T>());
      for (let r = 0; r < count; r += TILE_ROWS) {
        const height = min(count - r, TILE_ROWS);
        const whole = asItIs && height == TILE_ROWS && width == TILE_COLUMNS<T>();
        const to = whole ? placeOf<T>(offset, i + r, j) : tile;
        const step = whole ? columns * sizeof<T>() : PANEL_STEP;
        const add = whole && !first;
        if (transposed) multiplyPacked<T>(packed + r / TILE_ROWS * PACKED_ROWS_STEP<T>(k), panel, k, to, step, add);
        else {
          const a0 = at<T>(a, (i + r) * inner + l);
          const a1 = at<T>(a0, min(1, height - 1) * inner);
          const a2 = at<T>(a0, min(2, height - 1) * inner);
          const a3 = at<T>(a0, min(3, height - 1) * inner);
          multiplyRows<T>(a0, a1, a2, a3, panel, k, to, step, add);
        }
        if (!whole) finishTile<T>(tile, offset, i + r, j, height, width, first, last);
      }
    }
  }
}

/**
 * C[rows, columns] = plus + scale · A B, each of A, B and C laid out as `layout` says. A piece is `height` rows of one
 * matrix. `panels` is where `packPanels` put B, or 0: then each matrix is packed here.
 */
// @ts-ignore: decorator
@inline
function product<T>(
  a: usize, b: usize, c: usize, panels: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  const turned = (layout & C_TRANSPOSED) != 0;
  setResult(c, turned ? 1 : columns, turned ? rows : 1, plus, period, scale);
  const perMatrix = (rows + height - 1) / height;
  const count = (columns + TILE_COLUMNS<T>() - 1) / TILE_COLUMNS<T>();
  let packed = -1;
  let ofB = scratch() + OF_B;
  for (let piece = from; piece < to; piece++) {
    const n = piece / perMatrix;
    const i = (piece - n * perMatrix) * height;
    if (panels != 0) ofB = panels + n * count * inner * PANEL_STEP;
    else if (packed != n) {
      packAll<T>(at<T>(b, n * inner * columns), layout, columns, inner, ofB, 0, count);
      packed = n;
    }
    const ofA = at<T>(a, n * rows * inner);
    const rest = min(height, rows - i);
    blockOfRows<T>(ofA, (layout & A_TRANSPOSED) != 0, ofB, n * rows * columns, rows, columns, inner, i, rest);
  }
}

export function matmul_f32(
  a: usize, b: usize, c: usize, panels: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  product<f32>(a, b, c, panels, rows, columns, inner, layout, height, scale, plus, period, from, to);
}
export function matmul_f64(
  a: usize, b: usize, c: usize, panels: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  product<f64>(a, b, c, panels, rows, columns, inner, layout, height, scale, plus, period, from, to);
}

/**
 * The same for a B of very few columns. The numbers of each lie side by side, unless it is the only one or A is
 * transposed. A piece is `height` rows of one matrix.
 */
// @ts-ignore: decorator
@inline
function thinProduct<T>(
  a: usize, b: usize, c: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  const turned = (layout & C_TRANSPOSED) != 0;
  setResult(c, turned ? 1 : columns, turned ? rows : 1, plus, period, scale);
  const perMatrix = (rows + height - 1) / height;
  const step = (layout & B_TRANSPOSED) != 0 ? 1 : columns;
  for (let piece = from; piece < to; piece++) {
    const n = piece / perMatrix;
    const i = (piece - n * perMatrix) * height;
    const end = min(rows, i + height);
    const offset = n * rows * columns;
    const ofA = at<T>(a, n * rows * inner);
    const ofB = at<T>(b, n * inner * columns);
    if ((layout & A_TRANSPOSED) != 0)
      for (let j = 0; j < columns; j++) {
        const v = at<T>(ofB, step == 1 ? j * inner : j);
        sumOfColumns<T>(ofA, rows, i, end - i, v, step, inner, offset, j);
      }
    else
      for (let r = i; r < end; r += TILE_ROWS)
        for (let j = 0; j < columns; j++)
          scalarProducts<T>(ofA, r, end, at<T>(ofB, j * inner), inner, offset, j);
  }
}

export function matmulThin_f32(
  a: usize, b: usize, c: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  thinProduct<f32>(a, b, c, rows, columns, inner, layout, height, scale, plus, period, from, to);
}
export function matmulThin_f64(
  a: usize, b: usize, c: usize, rows: i32, columns: i32, inner: i32, layout: i32, height: i32,
  scale: f64, plus: usize, period: i32, from: i32, to: i32,
): void {
  thinProduct<f64>(a, b, c, rows, columns, inner, layout, height, scale, plus, period, from, to);
}
