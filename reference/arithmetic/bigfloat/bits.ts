import { twoTo } from '../powers.ts';

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** As many bits as `Number` takes without overflow, with room to spare. */
const CHUNK = 960;

/** The n with 2^(n-1) ≤ |m| < 2^n; m ≠ 0. Read off the exponent of the nearest double, which is cheap. */
export function bitLength(m: bigint): number {
  double[0] = Number(m);
  const high = words[1]!;
  const n = ((high >>> 20) & 0x7ff) - 1022;
  if (n > 1024) return CHUNK + bitLength((m < 0n ? -m : m) >> BigInt(CHUNK));
  if ((high & 0xfffff) === 0 && words[0] === 0 && n > 53) return belowPower(m, n) ? n - 1 : n;
  return n;
}

/** Was a mantissa such as 2^n - 1 rounded up to the power of two? */
const belowPower = (m: bigint, n: number): boolean => (m < 0n ? -m : m) >> BigInt(n - 1) === 0n;

/** m / 2^n as a double, relative error below 2^-52, where n = bitLength(m): 1/2 ≤ |fraction| ≤ 1. */
export function fraction(m: bigint, n: number): number {
  return n <= CHUNK ? Number(m) * twoTo(-n) : Number(m >> BigInt(n - 128)) * twoTo(-128);
}
