import { at, high, join, LANES, low } from '../lib/vector';
import { TILE_BYTES, TILE_COLUMNS, TILE_ROWS } from './tile';
import { transpose2, transpose4 } from './transpose';

/**
 * Where the product at hand goes: C[i, j] = plus + scale · AB[i, j] lies at `c` + i · `down` + j · `across`, one of
 * which is 1; `plus` is repeated every `period` numbers.
 */
let c: usize = 0;
let down: i32 = 0;
let across: i32 = 0;
let plus: usize = 0;
let period: i32 = 1;
let scale: f64 = 1;

export function setResult(c_: usize, down_: i32, across_: i32, plus_: usize, period_: i32, scale_: f64): void {
  c = c_;
  down = down_;
  across = across_;
  plus = plus_;
  period = period_;
  scale = scale_;
}

/** Are there full tiles that can be stored as they are? */
export function isAsItIs(): bool {
  return across == 1 && plus == 0 && scale == 1;
}

export function placeOf<T>(offset: i32, i: i32, j: i32): usize {
  return at<T>(c, offset + i * down + j * across);
}

/** plus + scale · x of one number. In f64, as the scale is not of the dtype. */
// @ts-ignore: decorator
@inline
function settled<T>(x: T, index: i32): T {
  if (plus == 0) return scale == 1 ? x : <T>(scale * <f64>x);
  return <T>(<f64>load<T>(at<T>(plus, index % period)) + scale * <f64>x);
}

// @ts-ignore: decorator
@inline
function line<T>(x: v128, factor: v128, shift: v128): v128 {
  if (sizeof<T>() == 8) return f64x2.add(shift, f64x2.mul(factor, x));
  return join(
    f64x2.add(low(shift), f64x2.mul(factor, low(x))),
    f64x2.add(high(shift), f64x2.mul(factor, high(x))),
  );
}

/** The product's element [i, j] of the matrix at `offset`. */
// @ts-ignore: decorator
@inline
export function finish<T>(offset: i32, i: i32, j: i32, x: T): void {
  const index = offset + i * down + j * across;
  store<T>(at<T>(c, index), settled<T>(x, index));
}

/**
 * A tile of the product, or what the block of the inner axis at hand adds to it: the first `rows` by `columns` of the
 * tile at `from` go to [i, j] of the matrix at `offset`. Behind `from` there is room for another tile.
 */
export function finishTile<T>(
  from: usize, offset: i32, i: i32, j: i32, rows: i32, columns: i32, first: bool, last: bool,
): void {
  if (rows < TILE_ROWS || columns < TILE_COLUMNS<T>())
    return finishPart<T>(from, offset, i, j, rows, columns, first, last);
  const index = offset + i * down + j * across;
  if (across == 1) return finishLines<T>(from, TILE_ROWS, TILE_COLUMNS<T>(), index, down, first, last);
  const turned = from + TILE_BYTES;
  if (sizeof<T>() == 4) {
    transpose4(from, 32, turned, 16);
    transpose4(from + 16, 32, turned + 64, 16);
  } else
    for (let y = 0; y < 2; y++)
      for (let x = 0; x < 2; x++) transpose2(from + 64 * y + 16 * x, 32, turned + 64 * x + 16 * y, 32);
  finishLines<T>(turned, TILE_COLUMNS<T>(), TILE_ROWS, index, across, first, last);
}

// @ts-ignore: decorator
@inline
function finishLines<T>(from: usize, lines: i32, width: i32, index: i32, step: i32, first: bool, last: bool): void {
  const asItIs = !last || (plus == 0 && scale == 1);
  const factor = f64x2.splat(scale);
  for (let y = 0; y < lines; y++, index += step) {
    const to = at<T>(c, index);
    const shift = asItIs || plus == 0 ? 0 : at<T>(plus, index % period);
    for (let x = 0; x < width; x += LANES<T>(), from += 16) {
      let value = v128.load(from);
      if (!first) value = v128.add<T>(v128.load(at<T>(to, x)), value);
      if (!asItIs) {
        const addend = shift == 0 ? i64x2.splat(0) : v128.load(at<T>(shift, x));
        value = scale == 1 ? v128.add<T>(addend, value) : line<T>(value, factor, addend);
      }
      v128.store(at<T>(to, x), value);
    }
  }
}

function finishPart<T>(
  from: usize, offset: i32, i: i32, j: i32, rows: i32, columns: i32, first: bool, last: bool,
): void {
  for (let r = 0; r < rows; r++)
    for (let s = 0; s < columns; s++) {
      const index = offset + (i + r) * down + (j + s) * across;
      let value = load<T>(at<T>(from, r * TILE_COLUMNS<T>() + s));
      if (!first) value = load<T>(at<T>(c, index)) + value;
      store<T>(at<T>(c, index), last ? settled<T>(value, index) : value);
    }
}
