/**
 * How far a function can move over a ball: for each f a bound on |f(x̂) − f(x)| for every x with |x − v| ≤ e
 * and every x̂ with |x̂ − x| ≤ e. So x̂ lies within 2e of v, and slopes are bounded there. No rounding is
 * charged here. Written so that no bound is lost to cancellation or to a saturated value.
 */

/** An exponential of a rounded argument, |argument| < 745, errs by less than 2^-40. */
const loose = 1 + 2 ** -40;

/** exp and all that grows like it, relative to exp(v): e^e·(e^e − 1), which is below e + 2e² for e ≤ 1/4. */
export function exponentialSpread(e: number): number {
  return e <= 0.25 ? e + 2 * e * e : Math.exp(e) * Math.expm1(e) * loose;
}

/**
 * exp(v) is handed in, because it is known; beyond e = 1 it may have underflowed while its neighbours did
 * not.
 */
export function expSpread(v: number, e: number, expOfV: number): number {
  if (e === 0) return 0;
  return e <= 1 ? expOfV * exponentialSpread(e) : Math.exp(v + 2 * e) * loose;
}

/** ∞ where the ball reaches the pole at 0. */
export function logSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const lowest = v - 2 * e;
  if (!(lowest > 0)) return Infinity;
  const ratio = e / lowest;
  return ratio < 1 / 16 ? ratio : Math.log1p(ratio);
}

/** ∞ where the ball reaches the pole at −1. */
export function log1pSpread(v: number, e: number): number {
  // 1 + v is rounded, and the difference may cancel: the sum is first made surely too small.
  return e === 0 ? 0 : logSpread((1 + v) * (1 - 2 ** -50), e);
}

/** The part of the ball below 0 is left out: the formula's own domain forbids it. */
export function sqrtSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const lowest = v - 2 * e;
  const anywhere = Math.sqrt(e);
  return lowest > 0 ? Math.min(anywhere, e / (2 * Math.sqrt(lowest))) : anywhere;
}

/** The least |x̂|. */
const least = (v: number, e: number): number => Math.max(0, Math.abs(v) - 2 * e);

/** The slope of tanh is 4q/(1+q)² with q = exp(−2|x|); 1 − tanh² would cancel to 0. */
export function tanhSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const q = Math.exp(-2 * least(v, e)) * loose;
  return Math.min(2, (e * 4 * q) / ((1 + q) * (1 + q)));
}

/** The slope of the sigmoid is q/(1+q)² with q = exp(−|x|). */
export function sigmoidSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const q = Math.exp(-least(v, e)) * loose;
  return Math.min(1, (e * q) / ((1 + q) * (1 + q)));
}

/** The slope of softplus is the sigmoid, which grows; far to the left it is below exp. */
export function softplusSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const highest = v + 2 * e;
  const slope = highest < -30 ? Math.exp(highest) + Number.MIN_VALUE : 1 / (1 + Math.exp(-highest));
  return e * slope * loose;
}

/** 2/√π, rounded up. */
const erfSlope = 1.12837916709552;

export function erfSpread(v: number, e: number): number {
  if (e === 0) return 0;
  const nearest = least(v, e);
  return Math.min(2, e * erfSlope * Math.exp(-nearest * nearest) * loose);
}

export function sinSpread(e: number): number {
  return Math.min(2, e);
}

/** |sin x| ≤ |x| makes the slope of cos small near 0. */
export function cosSpread(v: number, e: number): number {
  return e === 0 ? 0 : Math.min(2, e * Math.min(1, Math.abs(v) + 2 * e));
}

/** x to the integer power n; ∞ where n is negative and the ball reaches 0. */
export function powerSpread(v: number, e: number, n: number): number {
  if (e === 0) return 0;
  const steepest = n > 0 ? Math.abs(v) + 2 * e : Math.abs(v) - 2 * e;
  // Divided before it is multiplied: steepest^(n − 1) may underflow where the product does not.
  return steepest > 0 ? Math.abs(n) * steepest ** n * (e / steepest) : Infinity;
}

/** How far b·log a can move: the exponent of a^b, with a > 0 throughout; ∞ where a reaches 0. */
export function exponentSpread(a: number, ea: number, b: number, eb: number): number {
  const move = logSpread(a, ea);
  if (!(move < Infinity)) return Infinity;
  if (eb === 0) return Math.abs(b) * move;
  const largestLog = Math.max(Math.abs(Math.log(a - 2 * ea)), Math.abs(Math.log(a + 2 * ea)));
  return (Math.abs(b) + 2 * eb) * move + eb * largestLog;
}

/** a^b for exact b > 0 where the ball of a reaches 0; the part below 0 is left out. */
export function powSpreadAtZero(a: number, ea: number, b: number): number {
  return b <= 1 ? ea ** b : b * (a + 2 * ea) ** (b - 1) * ea;
}
