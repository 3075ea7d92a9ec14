/**
 * Sine and cosine in f64: those of musl, which are AssemblyScript's own, but where the angle is large, as its reduction loses
 * there what lies near a multiple of π/2. Here x = 4n π/2 + q π/2 + r after Payne and Hanek: as x = m 2ᵉ, those bits of 2/π
 * that make multiples of 4 with it can be left out, and 192 of the others are more than the hardest x needs.
 */
const LARGE: f64 = 1048576;

/** 2/π, behind 64 zeros. */
const TWO_OVER_PI = memory.data<u64>([
  0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
  0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
  0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
  0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
  0xf0cfbc209af4361d,
]);
/** π/2 · 2⁶³. */
const HALF_PI: u64 = 0xc90fdaa22168c235;

/** The upper half of the product. */
// @ts-ignore: decorator
@inline
function upper(a: u64, b: u64): u64 {
  const a1 = a >> 32, a0 = a & 0xffffffff;
  const b1 = b >> 32, b0 = b & 0xffffffff;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  const other = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (other >> 32);
}

/** 64 bits of 2/π. */
// @ts-ignore: decorator
@inline
function bitsFrom(place: i32): u64 {
  const at = TWO_OVER_PI + (<usize>(place >> 6) << 3);
  const shift = <u64>(place & 63);
  const word = load<u64>(at) << shift;
  return shift == 0 ? word : word | (load<u64>(at, 8) >> (64 - shift));
}

/** sin(x + ahead · π/2) for LARGE ≤ x < ∞. */
function turned(x: f64, ahead: i32): f64 {
  const bits = reinterpret<u64>(x);
  const m = (bits & 0xfffffffffffff) | 0x10000000000000;
  // x 2/π in quarters, of which only the last two bits are kept; x = m 2ᵉ, e = place − 62.
  const place = <i32>(bits >> 52) - 1075 + 62;
  const first = bitsFrom(place), second = bitsFrom(place + 64), third = bitsFrom(place + 128);
  const low = m * third;
  const mid = m * second + upper(m, third);
  const high = m * first + upper(m, second) + <u64>(mid < m * second);

  // The fraction, 128 bits of it and then some, as the nearest quarter leaves it.
  let a = high << 2 | mid >> 62;
  let b = mid << 2 | low >> 62;
  const less = a >> 63;
  const quarter = <i32>((high >> 62) + less) + ahead;
  a ^= 0 - less;
  b ^= 0 - less;
  const zeros = clz(a);
  a = a << zeros | b >> (64 - zeros);
  const product = upper(a, HALF_PI);
  const unit = reinterpret<f64>((960 - zeros) << 52);
  const r = <f64>product;
  const rest = <f64>(<i64>(product - <u64>r)) * unit;
  const size = r * unit;
  const y = less != 0 ? -size : size;
  const dy = less != 0 ? -rest : rest;

  const sin = NativeMath.sin(y), cos = NativeMath.cos(y);
  const value = (quarter & 1) != 0 ? cos - dy * sin : sin + dy * cos;
  return (quarter & 2) != 0 ? -value : value;
}

export function sin(x: f64): f64 {
  const size = Math.abs(x);
  if (!(size >= LARGE)) return NativeMath.sin(x);
  return size < Infinity ? copysign<f64>(1, x) * turned(size, 0) : NaN;
}

export function cos(x: f64): f64 {
  const size = Math.abs(x);
  if (!(size >= LARGE)) return NativeMath.cos(x);
  return size < Infinity ? turned(size, 1) : NaN;
}
