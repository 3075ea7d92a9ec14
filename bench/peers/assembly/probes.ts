// What the machine can do at best. Twelve sums at a time: enough that no addition has to wait for the one before.

function add(sum: v128, x: v128, y: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(sum, x, y) : f32x4.add(f32x4.mul(sum, x), y);
}

/** `rounds` times twelve times four multiplications and additions. */
export function chain(rounds: i32, factor: f32, addend: f32): f32 {
  const x = f32x4.splat(factor);
  const y = f32x4.splat(addend);
  let a = y;
  let b = y;
  let c = y;
  let d = y;
  let e = y;
  let f = y;
  let g = y;
  let h = y;
  let i = y;
  let j = y;
  let k = y;
  let l = y;
  for (let round = 0; round < rounds; round++) {
    a = add(a, x, y);
    b = add(b, x, y);
    c = add(c, x, y);
    d = add(d, x, y);
    e = add(e, x, y);
    f = add(f, x, y);
    g = add(g, x, y);
    h = add(h, x, y);
    i = add(i, x, y);
    j = add(j, x, y);
    k = add(k, x, y);
    l = add(l, x, y);
  }
  const abcd = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
  const efgh = f32x4.add(f32x4.add(e, f), f32x4.add(g, h));
  const ijkl = f32x4.add(f32x4.add(i, j), f32x4.add(k, l));
  return f32x4.extract_lane(f32x4.add(f32x4.add(abcd, efgh), ijkl), 0);
}

/** Room for two arrays of `bytes`. Pages that were never written are all one page, which is faster to read. */
export function prepare(bytes: i32): void {
  const missing = __heap_base + 2 * bytes - (memory.size() << 16);
  if (missing > 0) memory.grow(((missing + 0xffff) as i32) >> 16);
  memory.fill(__heap_base, 1, 2 * bytes);
}

export function copy(bytes: i32): void {
  memory.copy(__heap_base + bytes, __heap_base, bytes);
}
