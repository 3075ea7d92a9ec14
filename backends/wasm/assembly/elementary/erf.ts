/**
 * erf after fdlibm's s_erf.c. Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 * Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is freely granted, provided
 * that this notice is preserved.
 */

/** Of erf x − x, for |x| < 0.84375, over x². */
const EFX: f64 = 1.28379167095512586316e-1;
/** erf near 1, to single precision. */
const ERX: f64 = 8.45062911510467529297e-1;

// @ts-ignore: decorator
@inline
function small(z: f64): f64 {
  const p = 1.28379167095512558561e-1 + z * (-3.25042107247001499370e-1 + z * (-2.84817495755985104766e-2 +
    z * (-5.77027029648944159157e-3 + z * -2.37630166566501626084e-5)));
  const q = 1 + z * (3.97917223959155352819e-1 + z * (6.50222499887672944485e-2 + z * (5.08130628187576562776e-3 +
    z * (1.32494738004321644526e-4 + z * -3.96022827877536812320e-6))));
  return p / q;
}

// @ts-ignore: decorator
@inline
function nearOne(s: f64): f64 {
  const p = -2.36211856075265944077e-3 + s * (4.14856118683748331666e-1 + s * (-3.72207876035701323847e-1 +
    s * (3.18346619901161753674e-1 + s * (-1.10894694282396677476e-1 + s * (3.54783043256182359371e-2 +
    s * -2.16637559486879084300e-3)))));
  const q = 1 + s * (1.06420880400844228286e-1 + s * (5.40397917702171048937e-1 + s * (7.18286544141962662868e-2 +
    s * (1.26171219808761642112e-1 + s * (1.36370839120290507362e-2 + s * 1.19844998467991074170e-2)))));
  return p / q;
}

/** The exponent in erfc x = exp(−x² − 0.5625 + …)/x, s = 1/x². */
// @ts-ignore: decorator
@inline
function tail(x: f64, s: f64): f64 {
  if (x < 1 / 0.35) {
    const p = -9.86494403484714822705e-3 + s * (-6.93858572707181764372e-1 + s * (-1.05586262253232909814e1 +
      s * (-6.23753324503260060396e1 + s * (-1.62396669462573470355e2 + s * (-1.84605092906711035994e2 +
      s * (-8.12874355063065934246e1 + s * -9.81432934416914548592))))));
    const q = 1 + s * (1.96512716674392571292e1 + s * (1.37657754143519042600e2 + s * (4.34565877475229228821e2 +
      s * (6.45387271733267880336e2 + s * (4.29008140027567833386e2 + s * (1.08635005541779435134e2 +
      s * (6.57024977031928170135 + s * -6.04244152148580987438e-2)))))));
    return p / q;
  }
  const p = -9.86494292470009928597e-3 + s * (-7.99283237680523006574e-1 + s * (-1.77579549177547519889e1 +
    s * (-1.60636384855821916062e2 + s * (-6.37566443368389627722e2 + s * (-1.02509513161107724954e3 +
    s * -4.83519191608651397019e2)))));
  const q = 1 + s * (3.03380607434824582924e1 + s * (3.25792512996573918826e2 + s * (1.53672958608443695994e3 +
    s * (3.19985821950859553908e3 + s * (2.55305040643316442583e3 + s * (4.74528541206955367215e2 +
    s * -2.24409524465858183362e1))))));
  return p / q;
}

export function erf(x: f64): f64 {
  const size = Math.abs(x);
  if (size < 0.84375) return size < 3.7252902984e-9 ? x + EFX * x : x + x * small(x * x);
  let y: f64 = 1;
  if (size < 1.25) y = ERX + nearOne(size - 1);
  else if (size < 6) {
    // exp(−x²) in two factors, the first of which is exact.
    const z = reinterpret<f64>(reinterpret<u64>(size) & 0xffffffff00000000);
    const r = NativeMath.exp(-z * z - 0.5625) * NativeMath.exp((z - size) * (z + size) + tail(size, 1 / (size * size)));
    y = 1 - r / size;
  }
  return isNaN(x) ? x : copysign<f64>(y, x);
}

const TWO_OVER_ROOT_PI: f64 = 1.1283791670955126;

/** erf′(x) = 2/√π e^−x², again in two factors: what x² loses on being rounded would be hundreds of units of e^−x². */
export function erfSlope(x: f64): f64 {
  // It is 0 from there on.
  const size = Math.min(Math.abs(x), 28);
  const z = reinterpret<f64>(reinterpret<u64>(size) & 0xffffffff00000000);
  return TWO_OVER_ROOT_PI * NativeMath.exp((z - size) * (z + size)) * NativeMath.exp(-z * z);
}
