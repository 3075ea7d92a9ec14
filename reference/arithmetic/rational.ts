/** Rationals of big integers, read as doubles. */

const bitLength = (n: bigint): number => n.toString(2).length;

/** The double nearest to p/q, ties to even; q ≠ 0. Quotients below 2^-1000 may be rounded twice. */
export function nearestDouble(p: bigint, q: bigint): number {
  if (q === 0n) throw new RangeError(`The rational ${p}/0 has no value.`);
  if (p === 0n) return 0;
  const size = p < 0n ? -p : p;
  const divisor = q < 0n ? -q : q;
  const negative = p < 0n !== q < 0n;
  const magnitude =
    size < 1n << 53n && divisor < 1n << 53n ? Number(size) / Number(divisor) : longDivision(size, divisor);
  return negative ? -magnitude : magnitude;
}

function longDivision(p: bigint, q: bigint): number {
  // 56 bits of the quotient and a sticky bit below them decide the rounding of all that follows.
  const shift = 56 - (bitLength(p) - bitLength(q));
  const dividend = shift > 0 ? p << BigInt(shift) : p;
  const divisor = shift > 0 ? q : q << BigInt(-shift);
  const quotient = dividend / divisor;
  const sticky = quotient * divisor === dividend ? 0n : 1n;
  const half = Math.trunc((shift + 1) / 2);
  return Number((quotient << 1n) | sticky) * 2 ** -half * 2 ** -(shift + 1 - half);
}

/** Is the finite double x exactly p/q? */
export function equalsRational(x: number, p: bigint, q: bigint): boolean {
  let integer = x;
  let scale = 0n;
  while (!Number.isInteger(integer)) {
    integer *= 2;
    scale += 1n;
  }
  return BigInt(integer) * q === p << scale;
}
