/**
 * erf after fdlibm's s_erf.c. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */

/** A quotient of polynomials, coefficients from the constant one up. */
interface Rational {
  readonly p: readonly number[];
  readonly q: readonly number[];
}

/** erf x/x − 1 for |x| < 0.84375, in x². */
const SMALL: Rational = {
  p: [
    0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
    -2.3763016656650163e-5,
  ],
  q: [
    1.0, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
    -3.960228278775368e-6,
  ],
};
/** erf x − ERX for 0.84375 ≤ x < 1.25, in x − 1. */
const NEAR_ONE: Rational = {
  p: [
    -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
    -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
  ],
  q: [
    1.0, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
    0.01363708391202905, 0.011984499846799107,
  ],
};
/** The exponent in erfc x = exp(−x² − 0.5625 + …)/x, in 1/x²: for x < 1/0.35, and beyond. */
const MIDDLE: Rational = {
  p: [
    -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
    -184.60509290671104, -81.2874355063066, -9.814329344169145,
  ],
  q: [
    1.0, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
    108.63500554177944, 6.570249770319282, -0.0604244152148581,
  ],
};
const LARGE: Rational = {
  p: [
    -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
    -1025.0951316110772, -483.5191916086514,
  ],
  q: [
    1.0, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
    474.52854120695537, -22.44095244658582,
  ],
};
/** erf 1, to single precision. */
const ERX = 0.8450629115104675;
/** 2/√π − 1. */
const EFX = 0.1283791670955126;

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduceRight((sum, coefficient) => coefficient + x * sum);
const quotient = ({ p, q }: Rational, x: number): number => polynomial(p, x) / polynomial(q, x);

/** erf x. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < 3.7252902984e-9) return x + EFX * x;
  if (size < 0.84375) return x + x * quotient(SMALL, x * x);
  let y = 1;
  if (size < 1.25) y = ERX + quotient(NEAR_ONE, size - 1);
  else if (size < 6) {
    // exp(−x²) in two factors, the first of which is exact.
    const z = Math.fround(size);
    const exponent = quotient(size < 1 / 0.35 ? MIDDLE : LARGE, 1 / (size * size));
    y = 1 - (Math.exp(-z * z - 0.5625) * Math.exp((z - size) * (z + size) + exponent)) / size;
  }
  return Number.isNaN(x) ? x : y * Math.sign(x);
}

const SLOPE_AT_ZERO = 2 / Math.sqrt(Math.PI);

/** erf′(x) = 2/√π e^−x², again in two factors: what x² loses on being rounded would be hundreds of units of e^−x². */
export function erfSlope(x: number): number {
  // It is 0 from there on.
  const size = Math.min(Math.abs(x), 28);
  const z = Math.fround(size);
  return SLOPE_AT_ZERO * Math.exp((z - size) * (z + size)) * Math.exp(-z * z);
}
