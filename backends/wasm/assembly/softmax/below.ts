import { expBelow } from '../elementary/exp';
import { madd } from '../lib/vector';

/**
 * `expBelow` for rows of f32: four vectors at a time share the constants, the polynomial is shorter (minimax for
 * |r| ≤ ln 2 / 2, off by 2⁻²⁸) and evaluated after Estrin, and the exponent of the scale is added with the rounding to an integer.
 */
const CONSTANTS = memory.data<f32>([
  1.44269504, 1.44269504, 1.44269504, 1.44269504, // 1/ln 2
  12583103, 12583103, 12583103, 12583103, // 1.5 · 2²³, and 127 + 64 on top
  0.693359375, 0.693359375, 0.693359375, 0.693359375, // ln 2, its first bits
  -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, -2.12194440e-4, // and the others
  1.381432051e-3, 1.381432051e-3, 1.381432051e-3, 1.381432051e-3, // (eʳ − 1 − r)/r², from r⁴ down
  8.368851071e-3, 8.368851071e-3, 8.368851071e-3, 8.368851071e-3,
  4.166840109e-2, 4.166840109e-2, 4.166840109e-2, 4.166840109e-2,
  0.1666651952, 0.1666651952, 0.1666651952, 0.1666651952,
  0.4999999337, 0.4999999337, 0.4999999337, 0.4999999337,
  1, 1, 1, 1,
  -126, -126, -126, -126, // eˣ is 0 from there on
], 16);

// @ts-ignore: decorator
@inline
function constant(index: i32): v128 {
  return v128.load(CONSTANTS + (<usize>index << 4));
}

// @ts-ignore: decorator
@inline
function power(
  x: v128, perLn2: v128, magic: v128, first: v128, rest: v128,
  q4: v128, q3: v128, q2: v128, q1: v128, q0: v128, one: v128, least: v128,
): v128 {
  const y = f32x4.pmax(x, least);
  const n = madd<f32>(y, perLn2, magic);
  const k = f32x4.sub(n, magic);
  const r = f32x4.sub(f32x4.sub(y, f32x4.mul(k, first)), f32x4.mul(k, rest));
  const s = f32x4.mul(r, r);
  const high = madd<f32>(s, q4, madd<f32>(r, q3, q2));
  const q = madd<f32>(s, high, madd<f32>(r, q1, q0));
  return f32x4.mul(f32x4.add(madd<f32>(q, s, r), one), i32x4.shl(n, 23));
}

/** eˣ · BELOW_SCALE for x ≤ 0. */
// @ts-ignore: decorator
@inline
export function below<T>(x: v128): v128 {
  if (sizeof<T>() == 8) return expBelow<f64>(x);
  return power(
    x, constant(0), constant(1), constant(2), constant(3),
    constant(4), constant(5), constant(6), constant(7), constant(8), constant(9), constant(10),
  );
}

/** The same of x − top for 16 numbers, kept at y if `keep`; returns their sums. */
// @ts-ignore: decorator
@inline
export function sixteenBelow(x: usize, top: v128, y: usize, keep: bool): v128 {
  const perLn2 = constant(0), magic = constant(1), first = constant(2), rest = constant(3), q4 = constant(4);
  const q3 = constant(5), q2 = constant(6), q1 = constant(7), q0 = constant(8), one = constant(9), least = constant(10);
  const x0 = f32x4.sub(v128.load(x), top);
  const x1 = f32x4.sub(v128.load(x, 16), top);
  const x2 = f32x4.sub(v128.load(x, 32), top);
  const x3 = f32x4.sub(v128.load(x, 48), top);
  const e0 = power(x0, perLn2, magic, first, rest, q4, q3, q2, q1, q0, one, least);
  const e1 = power(x1, perLn2, magic, first, rest, q4, q3, q2, q1, q0, one, least);
  const e2 = power(x2, perLn2, magic, first, rest, q4, q3, q2, q1, q0, one, least);
  const e3 = power(x3, perLn2, magic, first, rest, q4, q3, q2, q1, q0, one, least);
  if (keep) {
    v128.store(y, e0);
    v128.store(y, e1, 16);
    v128.store(y, e2, 32);
    v128.store(y, e3, 48);
  }
  return f32x4.add(f32x4.add(e0, e1), f32x4.add(e2, e3));
}
