/** Ways to take √(Σ x²/K + eps), whose squares may lie beyond the range of the dtype. */

import type { Machine, Row } from './machine.ts';
import { largest } from './rows.ts';

export const dot = (m: Machine, a: Row, b: Row): number =>
  m.dot(
    a.length,
    (k) => a[k],
    (k) => b[k],
  );

/** unit · √(Σ (x/unit)²/K + (√eps/unit)²). */
export function inUnits(m: Machine, x: Row, eps: number, unit: number): number {
  const q = x.map((v) => m.div(v, unit));
  const rest = m.div(m.constant(Math.sqrt(eps)), unit);
  return m.mul(unit, m.sqrt(m.fma(rest, rest, m.div(dot(m, q, q), x.length))));
}

/** Of what stands under the root. */
export const largestOf = (m: Machine, x: Row, eps: number): number =>
  Math.max(m.constant(Math.sqrt(eps)), largest(x.map(Math.abs)));

/** The squares in units of the largest so far, as BLAS has long taken the length of a vector; eps is one of them. */
export function running(m: Machine, x: Row, eps: number): number {
  const K = x.length;
  let unit = m.mul(m.sqrt(K), m.constant(Math.sqrt(eps)));
  let squares = 1;
  for (const v of x) {
    const size = Math.abs(v);
    const ratio = size > unit ? m.div(unit, size) : m.div(size, unit);
    squares = size > unit ? m.fma(squares, m.mul(ratio, ratio), 1) : m.fma(ratio, ratio, squares);
    unit = Math.max(unit, size);
  }
  return m.mul(unit, m.sqrt(m.div(squares, K)));
}

/** As it is written, unless that overflows. */
export function plain(m: Machine, x: Row, eps: number): number {
  const square = m.add(m.div(dot(m, x, x), x.length), m.constant(eps));
  return square < Infinity ? m.sqrt(square) : inUnits(m, x, eps, largestOf(m, x, eps));
}
