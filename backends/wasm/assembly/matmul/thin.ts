import { scratch } from '../lib/scratch';
import { at, LANES, madd, splat } from '../lib/vector';
import { finish } from './result';

/** Products with a B of so few columns that reading A once is all that counts. */

/** How many rows a piece is when the columns of A lie side by side: 512 sums stay in the first-level cache. */
export const RUN: i32 = 512;

/** Sum of lanes, always in the same order. */
// @ts-ignore: decorator
@inline
function across<T>(x: v128): T {
  if (sizeof<T>() == 8) return <T>(f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1));
  const halves = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return <T>(f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1));
}

/** Rows i … i + 3 (those before `rows`) times one column: scalar products side by side. */
export function scalarProducts<T>(a: usize, ld: i32, i: i32, rows: i32, v: usize, inner: i32, offset: i32, j: i32): void {
  const last = rows - 1;
  let a0 = at<T>(a, i * ld);
  let a1 = at<T>(a, min(i + 1, last) * ld);
  let a2 = at<T>(a, min(i + 2, last) * ld);
  let a3 = at<T>(a, min(i + 3, last) * ld);
  let c00 = i64x2.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  let l = 0;
  for (; l + 2 * LANES<T>() <= inner; l += 2 * LANES<T>()) {
    const b0 = v128.load(v);
    const b1 = v128.load(v, 16);
    c00 = madd<T>(v128.load(a0), b0, c00);
    c01 = madd<T>(v128.load(a0, 16), b1, c01);
    c10 = madd<T>(v128.load(a1), b0, c10);
    c11 = madd<T>(v128.load(a1, 16), b1, c11);
    c20 = madd<T>(v128.load(a2), b0, c20);
    c21 = madd<T>(v128.load(a2, 16), b1, c21);
    c30 = madd<T>(v128.load(a3), b0, c30);
    c31 = madd<T>(v128.load(a3, 16), b1, c31);
    v += 32;
    a0 += 32;
    a1 += 32;
    a2 += 32;
    a3 += 32;
  }
  let s0 = across<T>(v128.add<T>(c00, c01));
  let s1 = across<T>(v128.add<T>(c10, c11));
  let s2 = across<T>(v128.add<T>(c20, c21));
  let s3 = across<T>(v128.add<T>(c30, c31));
  for (; l < inner; l++) {
    const b = load<T>(v);
    s0 = <T>(s0 + load<T>(a0) * b);
    s1 = <T>(s1 + load<T>(a1) * b);
    s2 = <T>(s2 + load<T>(a2) * b);
    s3 = <T>(s3 + load<T>(a3) * b);
    v += sizeof<T>();
    a0 += sizeof<T>();
    a1 += sizeof<T>();
    a2 += sizeof<T>();
    a3 += sizeof<T>();
  }
  finish<T>(offset, i, j, s0);
  if (i + 1 < rows) finish<T>(offset, i + 1, j, s1);
  if (i + 2 < rows) finish<T>(offset, i + 2, j, s2);
  if (i + 3 < rows) finish<T>(offset, i + 3, j, s3);
}

/** Rows i … i + count - 1 times one column, as a sum of columns of A: A[i, l] lies at `a` + l · `ld` + i, v[l] at `v` + l · `step`. */
export function sumOfColumns<T>(
  a: usize, ld: i32, i: i32, count: i32, v: usize, step: i32, inner: i32, offset: i32, j: i32,
): void {
  const sums = scratch();
  memory.fill(sums, 0, at<T>(0, count));
  let l = 0;
  for (; l + 4 <= inner; l += 4) {
    const x0 = load<T>(at<T>(v, l * step));
    const x1 = load<T>(at<T>(v, (l + 1) * step));
    const x2 = load<T>(at<T>(v, (l + 2) * step));
    const x3 = load<T>(at<T>(v, (l + 3) * step));
    const v0 = splat<T>(x0);
    const v1 = splat<T>(x1);
    const v2 = splat<T>(x2);
    const v3 = splat<T>(x3);
    let a0 = at<T>(a, l * ld + i);
    let a1 = at<T>(a0, ld);
    let a2 = at<T>(a1, ld);
    let a3 = at<T>(a2, ld);
    let sum = sums;
    const end = at<T>(sums, count);
    for (; sum + 16 <= end; sum += 16) {
      let s = madd<T>(v128.load(a0), v0, v128.load(sum));
      s = madd<T>(v128.load(a1), v1, s);
      s = madd<T>(v128.load(a2), v2, s);
      v128.store(sum, madd<T>(v128.load(a3), v3, s));
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
    }
    for (; sum < end; sum += sizeof<T>()) {
      let s = <T>(load<T>(sum) + x0 * load<T>(a0));
      s = <T>(s + x1 * load<T>(a1));
      s = <T>(s + x2 * load<T>(a2));
      store<T>(sum, <T>(s + x3 * load<T>(a3)));
      a0 += sizeof<T>();
      a1 += sizeof<T>();
      a2 += sizeof<T>();
      a3 += sizeof<T>();
    }
  }
  for (; l < inner; l++) {
    const x = load<T>(at<T>(v, l * step));
    for (let r = 0; r < count; r++)
      store<T>(at<T>(sums, r), <T>(load<T>(at<T>(sums, r)) + x * load<T>(at<T>(a, l * ld + i + r))));
  }
  for (let r = 0; r < count; r++) finish<T>(offset, i + r, j, load<T>(at<T>(sums, r)));
}
