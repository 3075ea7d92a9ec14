import { scratch } from '../lib/scratch';
import { at, LANES, madd, splat, total } from '../lib/vector';
import { finish } from './result';

/**
 * Products with so few columns that reading A once is all that counts. Sums of the dtype run over blocks of the inner
 * axis and are added up in f64, so that errors do not grow with its length.
 */
const BLOCK: i32 = 1024;

/** The sum of all lanes, always in the same order. */
// @ts-ignore: decorator
@inline
function across<T>(x: v128): f64 {
  if (sizeof<T>() == 8) return total(x);
  const halves = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return <f64>(f32x4.extract_lane(halves, 0) + f32x4.extract_lane(halves, 1));
}

/**
 * Rows i … i + 3 of A, those before `rows`, times the column at `v`: four scalar products side by side. A[i, l] lies
 * at `a` + i · `inner` + l, the column's numbers side by side.
 */
export function scalarProducts<T>(a: usize, i: i32, rows: i32, v: usize, inner: i32, offset: i32, j: i32): void {
  const last = rows - 1;
  let a0 = at<T>(a, i * inner);
  let a1 = at<T>(a, min(i + 1, last) * inner);
  let a2 = at<T>(a, min(i + 2, last) * inner);
  let a3 = at<T>(a, min(i + 3, last) * inner);
  let s0: f64 = 0, s1: f64 = 0, s2: f64 = 0, s3: f64 = 0;
  const step = 2 * LANES<T>();
  let l = 0;
  while (l + step <= inner) {
    let c00 = i64x2.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
    const end = min(inner, l + BLOCK);
    for (; l + step <= end; l += step) {
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
    s0 += across<T>(v128.add<T>(c00, c01));
    s1 += across<T>(v128.add<T>(c10, c11));
    s2 += across<T>(v128.add<T>(c20, c21));
    s3 += across<T>(v128.add<T>(c30, c31));
  }
  for (; l < inner; l++) {
    const b = <f64>load<T>(v);
    s0 += <f64>load<T>(a0) * b;
    s1 += <f64>load<T>(a1) * b;
    s2 += <f64>load<T>(a2) * b;
    s3 += <f64>load<T>(a3) * b;
    v += sizeof<T>();
    a0 += sizeof<T>();
    a1 += sizeof<T>();
    a2 += sizeof<T>();
    a3 += sizeof<T>();
  }
  finish<T>(offset, i, j, <T>s0);
  if (i + 1 < rows) finish<T>(offset, i + 1, j, <T>s1);
  if (i + 2 < rows) finish<T>(offset, i + 2, j, <T>s2);
  if (i + 3 < rows) finish<T>(offset, i + 3, j, <T>s3);
}

/** sums[r] += Σ xₗ A[r, l] for r < `count` and four columns of A, the first at `a`, `ld` numbers apart. */
// @ts-ignore: decorator
@inline
function addFour<T>(sums: usize, count: i32, a: usize, ld: i32, x0: T, x1: T, x2: T, x3: T): void {
  const v0 = splat<T>(x0);
  const v1 = splat<T>(x1);
  const v2 = splat<T>(x2);
  const v3 = splat<T>(x3);
  let a1 = at<T>(a, ld);
  let a2 = at<T>(a1, ld);
  let a3 = at<T>(a2, ld);
  const end = at<T>(sums, count);
  for (; sums + 16 <= end; sums += 16) {
    let s = madd<T>(v128.load(a), v0, v128.load(sums));
    s = madd<T>(v128.load(a1), v1, s);
    s = madd<T>(v128.load(a2), v2, s);
    v128.store(sums, madd<T>(v128.load(a3), v3, s));
    a += 16;
    a1 += 16;
    a2 += 16;
    a3 += 16;
  }
  for (; sums < end; sums += sizeof<T>()) {
    let s = <T>(load<T>(sums) + x0 * load<T>(a));
    s = <T>(s + x1 * load<T>(a1));
    s = <T>(s + x2 * load<T>(a2));
    store<T>(sums, <T>(s + x3 * load<T>(a3)));
    a += sizeof<T>();
    a1 += sizeof<T>();
    a2 += sizeof<T>();
    a3 += sizeof<T>();
  }
}

/**
 * Rows i … i + count - 1 of A times the column at `v`, as a sum of A's columns. A[i, l] lies at
 * `a` + l · `rows` + i, v[l] at `v` + l · `step`.
 */
export function sumOfColumns<T>(
  a: usize, rows: i32, i: i32, count: i32, v: usize, step: i32, inner: i32, offset: i32, j: i32,
): void {
  const totals = scratch();
  const sums = at<f64>(totals, count);
  memory.fill(totals, 0, at<f64>(0, count));
  a = at<T>(a, i);
  for (let l = 0; l < inner; ) {
    const end = min(inner, l + BLOCK);
    memory.fill(sums, 0, at<T>(0, count));
    for (; l + 4 <= end; l += 4) {
      const x0 = load<T>(at<T>(v, l * step));
      const x1 = load<T>(at<T>(v, (l + 1) * step));
      const x2 = load<T>(at<T>(v, (l + 2) * step));
      const x3 = load<T>(at<T>(v, (l + 3) * step));
      addFour<T>(sums, count, at<T>(a, l * rows), rows, x0, x1, x2, x3);
    }
    for (; l < end; l++) {
      const x = load<T>(at<T>(v, l * step));
      for (let r = 0; r < count; r++)
        store<T>(at<T>(sums, r), <T>(load<T>(at<T>(sums, r)) + x * load<T>(at<T>(a, l * rows + r))));
    }
    for (let r = 0; r < count; r++)
      store<f64>(at<f64>(totals, r), load<f64>(at<f64>(totals, r)) + <f64>load<T>(at<T>(sums, r)));
  }
  for (let r = 0; r < count; r++) finish<T>(offset, i + r, j, <T>load<f64>(at<f64>(totals, r)));
}
