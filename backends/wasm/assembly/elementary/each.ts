import { cos, sin } from './angle';
import { erf, erfSlope } from './erf';

/**
 * A number at a time in f64, after musl (which is AssemblyScript's own) or fdlibm: the functions that no kernel of f64 does
 * vector by vector.
 */
export const COS: i32 = 5;
export const ERF: i32 = 6;
export const EXPM1: i32 = 7;
export const LOG: i32 = 8;
export const LOG1P: i32 = 9;
export const SIN: i32 = 10;
export const SOFTPLUS: i32 = 11;

// @ts-ignore: decorator
@inline
function sigmoid(x: f64): f64 {
  const e = NativeMath.exp(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

// @ts-ignore: decorator
@inline
export function value(f: i32, x: f64): f64 {
  if (f == COS) return cos(x);
  if (f == ERF) return erf(x);
  if (f == EXPM1) return NativeMath.expm1(x);
  if (f == LOG) return NativeMath.log(x);
  if (f == LOG1P) return NativeMath.log1p(x);
  if (f == SIN) return sin(x);
  // Nothing overflows, and log1p keeps what is small.
  return Math.max(x, 0) + NativeMath.log1p(NativeMath.exp(-Math.abs(x)));
}

/** dy f′(x). */
// @ts-ignore: decorator
@inline
export function pullback(f: i32, x: f64, dy: f64): f64 {
  if (f == COS) return -dy * sin(x);
  if (f == ERF) return dy * erfSlope(x);
  if (f == EXPM1) return dy * NativeMath.exp(x);
  if (f == LOG) return dy / x;
  if (f == LOG1P) return dy / (1 + x);
  if (f == SIN) return dy * cos(x);
  return dy * sigmoid(x);
}
