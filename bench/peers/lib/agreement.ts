import type { Floats } from '../../../backends/lib/kernels.ts';

/** How far two results of a case may be apart: far more than rounding makes, far less than a mistake. */
const ALLOWED = { f32: 5e-5, f64: 1e-10 };

export const allowed = (result: Floats): number =>
  result instanceof Float32Array ? ALLOWED.f32 : ALLOWED.f64;

/** The largest difference of two numbers at one place, against their size and that of the whole. */
export function difference(result: Floats, reference: Floats): number {
  if (result.length !== reference.length) return Infinity;
  let squares = 0;
  for (const value of reference) squares += value * value;
  const size = Math.sqrt(squares / reference.length);
  let worst = 0;
  for (let n = 0; n < result.length; n++) {
    const apart = Math.abs(result[n] - reference[n]) / (Math.abs(reference[n]) + size);
    // NaN is larger than any number here.
    if (!(apart <= worst)) worst = apart;
    if (Number.isNaN(worst)) return Infinity;
  }
  return worst;
}
