import { perPrecision } from './fixed.ts';
import { integerSqrt } from './sqrt.ts';

/** Each series below has fewer terms than bits; every term loses less than two units. */
const GUARD = 32;

/** ln 2 · 2^bits. ln 2 = 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749), a formula of Machin's kind. */
export const ln2 = perPrecision((bits) => {
  const one = 1n << BigInt(bits + GUARD);
  const sum = 18n * inverseSeries(26n, one, 1n) - 2n * inverseSeries(4801n, one, 1n);
  return (sum + 8n * inverseSeries(8749n, one, 1n)) >> BigInt(GUARD);
});

/** π · 2^bits. π = 16 atan(1/5) - 4 atan(1/239), Machin 1706. */
export const pi = perPrecision((bits) => {
  const one = 1n << BigInt(bits + GUARD);
  return (16n * inverseSeries(5n, one, -1n) - 4n * inverseSeries(239n, one, -1n)) >> BigInt(GUARD);
});

/** 2/√π · 2^bits. */
export const twoOverSqrtPi = perPrecision((bits) => {
  const shift = BigInt(bits);
  return integerSqrt((4n << (3n * shift)) / pi(bits));
});

/** 1/n + s/(3n³) + s²/(5n⁵) + …: atanh(1/n) for s = 1, atan(1/n) for s = -1. */
function inverseSeries(n: bigint, one: bigint, s: 1n | -1n): bigint {
  const square = n * n * s;
  let power = one / n;
  let total = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= square;
    total += power / k;
  }
  return total;
}
