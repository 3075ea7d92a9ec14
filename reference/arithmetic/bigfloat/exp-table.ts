import { perPrecision, polynomial, SMALL, series } from './fixed.ts';

/** The argument's first three digits to base 256 are looked up; what is left is below 2^-24 and summed. */
const DIGITS = 24;
/** The table is built by repeated multiplication, which may lose ten bits. */
const GUARD = 32;

interface ExpTable {
  /** exp(j / 2^8) for j = -128 … 127 */
  readonly first: readonly bigint[];
  /** exp(j / 2^16) for j = 0 … 255 */
  readonly second: readonly bigint[];
  /** exp(j / 2^24) for j = 0 … 255 */
  readonly third: readonly bigint[];
  /** 1/k! from k = 0: Taylor's series of exp. */
  readonly exp: readonly bigint[];
  /** 1/k! from k = 1: Taylor's series of expm1(x)/x. */
  readonly expm1: readonly bigint[];
}

const tableOf = perPrecision((bits): ExpTable => {
  const one = 1n << BigInt(bits);
  return {
    first: powers(bits, 8, -128),
    second: powers(bits, 16, 0),
    third: powers(bits, 24, 0),
    exp: series(one, DIGITS, (c, k) => c / BigInt(k)),
    expm1: series(one, -SMALL, (c, k) => c / BigInt(k + 1)),
  };
});

/** exp(j / 2^place) for j = from … from + 255. */
function powers(bits: number, place: number, from: number): readonly bigint[] {
  const wide = bits + GUARD;
  const shift = BigInt(wide);
  const unit = 1n << (shift - BigInt(place));
  const step = taylor(unit, wide);
  const table: bigint[] = [];
  for (let j = 0, power = taylor(unit * BigInt(from), wide); j < 256; j++, power = (power * step) >> shift) {
    table.push(power >> BigInt(GUARD));
  }
  return table;
}

function taylor(x: bigint, bits: number): bigint {
  const one = 1n << BigInt(bits);
  let term = one;
  let total = one;
  for (let k = 1n; term !== 0n; k++) total += term = (term * x) / (one * k);
  return total;
}

/** exp(x), |x| < 1/2, to a few units. */
export function expFixed(x: bigint, bits: number): bigint {
  const rest = bits - DIGITS;
  const looked = expTabulated(Number(x >> BigInt(rest)), bits);
  const summed = polynomial(tableOf(bits).exp, BigInt.asUintN(rest, x), bits);
  return (looked * summed) >> BigInt(bits);
}

/** exp(n / 2^24), -2^23 ≤ n < 2^23, to a few units. */
export function expTabulated(n: number, bits: number): bigint {
  const { first, second, third } = tableOf(bits);
  const shift = BigInt(bits);
  const upper = (first[(n >> 16) + 128]! * second[(n >> 8) & 255]!) >> shift;
  return (upper * third[n & 255]!) >> shift;
}

/** expm1(x) / x, |x| < 2^SMALL, to a few units. */
export const expm1OverX = (x: bigint, bits: number): bigint => polynomial(tableOf(bits).expm1, x, bits);
