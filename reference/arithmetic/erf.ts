/**
 * The error function in doubles, which `Math` does not have.
 *
 * Near 0 it is its Taylor series, elsewhere a Taylor expansion about the nearest multiple of 1/8. The value
 * at each centre is computed here from integers and kept as the sum of two doubles, so that it adds no error
 * of its own.
 */
import { twoOverRootPi } from './two-over-root-pi.ts';

/**
 * |x| beyond which erf rounds to ±1: 1 − erf(6) = 2.2e-17, less than a quarter of the spacing of doubles
 * below 1.
 */
const saturation = 6;
/**
 * Below this the series about 0 is used: its terms after the first are then small, and so are their
 * roundings.
 */
const seriesLimit = 5 / 16;
const centresPerUnit = 8;

const bits = 256;
const slope = twoOverRootPi(bits);
const slopeAtZero = Number(slope) / 2 ** bits;
const slopeLessOne = Number(slope - (1n << BigInt(bits))) / 2 ** bits;

/**
 * erf(n/8)·2^256 = Σ (−1)^k·(2/√π)·x^(2k+1) / (k!·(2k+1)); for x ≤ 6 the terms stay below 2^52, leaving 200
 * bits.
 */
function erfAtCentre(n: bigint): bigint {
  const perUnit = BigInt(centresPerUnit);
  let term = (slope * n) / perUnit;
  let sum = term;
  for (let k = 1n; term !== 0n; k += 1n) {
    term = (-term * n * n) / (k * perUnit * perUnit);
    sum += term / (2n * k + 1n);
  }
  return sum;
}

/** Coefficients of h^2, h^4 … in erf(h)/h: for |h| ≤ 5/16 the twelfth is below 2^-66. */
const series = Array.from({ length: 12 }, (_, k) => {
  let factorial = 1;
  for (let i = 2; i <= k; i++) factorial *= i;
  return ((k % 2 ? -1 : 1) * slopeAtZero) / (factorial * (2 * k + 1));
});

/**
 * Per centre: the two parts of erf, then the coefficients of h, h², …: for |h| ≤ 1/16 the 13th is below
 * 2^-58.
 */
const degree = 12;
const row = degree + 2;
const centres = new Float64Array((saturation * centresPerUnit + 1) * row);
for (let n = 0; n <= saturation * centresPerUnit; n++) {
  const exact = erfAtCentre(BigInt(n));
  const high = Number(exact) / 2 ** bits;
  const low = Number(exact - BigInt(high * 2 ** 64) * (1n << BigInt(bits - 64))) / 2 ** bits;
  const c = n / centresPerUnit;
  // d/dh erf(c+h) = slope·exp(−c²)·exp(−2ch−h²), and the coefficients w of the last factor obey
  // (k+1)·w[k+1] = −2c·w[k] − 2·w[k−1].
  const scale = slopeAtZero * Math.exp(-c * c);
  centres.set([high, low], n * row);
  for (let k = 0, before = 0, w = 1; k < degree; k++) {
    centres[n * row + 2 + k] = (scale * w) / (k + 1);
    [before, w] = [w, (-2 * c * w - 2 * before) / (k + 1)];
  }
}

/** erf(x), about 1 ulp at worst; odd, ±1 at ±∞, NaN for NaN. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < saturation)) return Number.isNaN(x) ? x : Math.sign(x);
  if (size < seriesLimit) {
    const z = x * x;
    let y = 0;
    for (let k = series.length - 1; k > 0; k--) y = y * z + series[k];
    return x + x * (slopeLessOne + z * y);
  }
  const n = Math.round(size * centresPerUnit);
  const h = size - n / centresPerUnit;
  const at = n * row;
  let y = 0;
  for (let k = degree + 1; k > 1; k--) y = y * h + centres[at + k];
  const result = centres[at] + (centres[at + 1] + h * y);
  return x < 0 ? -result : result;
}
