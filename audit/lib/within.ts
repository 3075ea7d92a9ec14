import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import { type BigBall, radius } from '../../reference/arithmetic/bigball.ts';
import { isKnown } from './enclosure.ts';

export interface Position {
  /** Undefined while the truth is not known well enough to tell. */
  readonly inside: boolean | undefined;
  /** The distance as a share of the radius, where that says something. */
  readonly share?: number;
}

/** More than what roundings of the comparison itself amount to. */
const UP = 1 + 2 ** -50;
/** An exact ball around a number that is irrational on the way is told from it no better than to this share. */
const CLOSE = 2 ** -100;

/** Is a computed number within the ball's radius of the truth? Anything is where the radius is infinite. */
export function position(
  got: number,
  { e }: Pick<Ball, 'e'>,
  truth: BigBall,
  A: Arithmetic<BigBall>,
): Position {
  if (e === Infinity) return { inside: true };
  if (!isKnown(truth)) return { inside: undefined };
  const exact = A.toNumber(truth);
  if (!Number.isFinite(got)) return { inside: got === exact && radius(truth) === 0 };
  const off = A.sub(A.number(got), truth);
  const [distance, blur] = [Math.abs(A.toNumber(off)), radius(off)];
  const share = e > 0 ? { share: distance / e } : {};
  if ((distance + blur) * UP + Number.MIN_VALUE <= e) return { inside: true, ...share };
  if ((distance - blur) / UP - 2 * Number.MIN_VALUE > e) return { inside: false, ...share };
  const bound = A.number(e);
  const size = A.abs(off);
  if (A.less(bound, size) === true) return { inside: false, ...share };
  if (A.less(size, bound) === true || A.equal(size, bound) === true) return { inside: true, ...share };
  return { inside: e === 0 && distance + blur <= CLOSE * Math.abs(exact) ? true : undefined };
}
