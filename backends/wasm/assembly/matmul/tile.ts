import { at, LANES, madd } from '../lib/vector';

/**
 * The innermost loop of a product after Goto and van de Geijn: a tile of C, 4 rows by 2 vectors, stays in 8 registers
 * while the inner axis goes by. B comes in panels 2 vectors wide, row behind row (`pack.ts`); of A each number is
 * loaded into all lanes. V8 puts all loads of a loop before its arithmetic: 8 sums, 6 loads and a product are the 15
 * registers that it has, so that a larger tile, or the loop unrolled, would go by way of memory.
 */

export const TILE_ROWS: i32 = 4;

// @ts-ignore: decorator
@inline
export function TILE_COLUMNS<T>(): i32 {
  return 2 * LANES<T>();
}

/** What a tile takes up, in bytes. */
export const TILE_BYTES: i32 = 128;
/** What a row of a panel takes up, in bytes. */
export const PANEL_STEP: i32 = 32;
/**
 * How far behind the loops' addresses their loads lie. It changes nothing but how long V8's instructions are, and so where
 * the loop, begun at a multiple of 64 bytes, ends: on a Zen 5 it runs at 55 GFLOP/s, without at 48, of 64.
 */
const FAR: usize = 256;

// @ts-ignore: decorator
@inline
function first<T>(from: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(from, FAR) : v128.load64_splat(from, FAR);
}

// @ts-ignore: decorator
@inline
function second<T>(from: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(from, FAR + 4) : v128.load64_splat(from, FAR + 8);
}

// @ts-ignore: decorator
@inline
function third<T>(from: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(from, FAR + 8) : v128.load64_splat(from, FAR + 16);
}

// @ts-ignore: decorator
@inline
function fourth<T>(from: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(from, FAR + 12) : v128.load64_splat(from, FAR + 24);
}

// @ts-ignore: decorator
@inline
function put<T>(to: usize, add: bool, x: v128, y: v128): void {
  if (add) {
    x = v128.add<T>(v128.load(to), x);
    y = v128.add<T>(v128.load(to, 16), y);
  }
  v128.store(to, x);
  v128.store(to, y, 16);
}

/**
 * A[4, inner] · panel[inner, 2 vectors] into the tile at `to`, whose rows are `step` bytes apart, or added to it.
 * `a0` … `a3` are where the rows of A begin; their numbers lie side by side.
 */
export function multiplyRows<T>(
  a0: usize, a1: usize, a2: usize, a3: usize, panel: usize, inner: i32, to: usize, step: i32, add: bool,
): void {
  let c00 = i64x2.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  a0 -= FAR;
  a1 -= FAR;
  a2 -= FAR;
  a3 -= FAR;
  panel -= FAR;
  for (let l = inner; l > 0; l--) {
    const b0 = v128.load(panel, FAR);
    const b1 = v128.load(panel, FAR + 16);
    let a = first<T>(a0);
    c00 = madd<T>(a, b0, c00);
    c01 = madd<T>(a, b1, c01);
    a = first<T>(a1);
    c10 = madd<T>(a, b0, c10);
    c11 = madd<T>(a, b1, c11);
    a = first<T>(a2);
    c20 = madd<T>(a, b0, c20);
    c21 = madd<T>(a, b1, c21);
    a = first<T>(a3);
    c30 = madd<T>(a, b0, c30);
    c31 = madd<T>(a, b1, c31);
    panel += PANEL_STEP;
    a0 += sizeof<T>();
    a1 += sizeof<T>();
    a2 += sizeof<T>();
    a3 += sizeof<T>();
  }
  put<T>(to, add, c00, c01);
  put<T>(to + step, add, c10, c11);
  put<T>(to + 2 * step, add, c20, c21);
  put<T>(to + 3 * step, add, c30, c31);
}

/** The same with A packed: the four numbers of a column side by side. */
export function multiplyPacked<T>(a: usize, panel: usize, inner: i32, to: usize, step: i32, add: bool): void {
  let c00 = i64x2.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  a -= FAR;
  panel -= FAR;
  for (let l = inner; l > 0; l--) {
    const b0 = v128.load(panel, FAR);
    const b1 = v128.load(panel, FAR + 16);
    let x = first<T>(a);
    c00 = madd<T>(x, b0, c00);
    c01 = madd<T>(x, b1, c01);
    x = second<T>(a);
    c10 = madd<T>(x, b0, c10);
    c11 = madd<T>(x, b1, c11);
    x = third<T>(a);
    c20 = madd<T>(x, b0, c20);
    c21 = madd<T>(x, b1, c21);
    x = fourth<T>(a);
    c30 = madd<T>(x, b0, c30);
    c31 = madd<T>(x, b1, c31);
    panel += PANEL_STEP;
    a = at<T>(a, TILE_ROWS);
  }
  put<T>(to, add, c00, c01);
  put<T>(to + step, add, c10, c11);
  put<T>(to + 2 * step, add, c20, c21);
  put<T>(to + 3 * step, add, c30, c31);
}
