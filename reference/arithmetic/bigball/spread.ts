/** How far a function moves over a ball: for each f a bound on |f(x) - f(v)| where |x - v| ≤ e, e finite. */
import { add } from '../bigfloat/add.ts';
import { estimate } from '../bigfloat/double.ts';
import { ONE as BIG_ONE } from '../bigfloat/number.ts';
import type { Magnitude } from '../magnitude.ts';
import {
  addUp,
  divUp,
  fromNumber,
  mulUp,
  scaled,
  smaller,
  subDown,
  toNumberDown,
  toNumberUp,
} from '../magnitude.ts';
import type { BigBall } from './ball.ts';
import { lower, upper } from './size.ts';

/** More than what the engine's elementary functions are off by, relatively, for arguments below 700. */
const LOOSE = 1 + 2 ** -40;
/** More than what an estimated argument and its product with log₂ e are off by. */
const SLACK = 2 ** -45;

/** At least e^x, also for an x that was estimated. */
export function expUp(x: number): Magnitude {
  const t = x * Math.LOG2E;
  const high = t + Math.abs(t) * SLACK;
  if (!(high < 2 ** 60)) return Infinity;
  const n = Math.floor(Math.max(high, -(2 ** 62)));
  return scaled(Math.exp(Math.max(high - n, 0) * Math.LN2) * LOOSE, n);
}

/** At least exp(e) - 1. */
export function expm1Up(e: Magnitude): Magnitude {
  const x = toNumberUp(e);
  if (x < 2 ** -40) return mulUp(e, LOOSE);
  return x < 100 ? fromNumber(Math.expm1(x) * LOOSE) : expUp(x);
}

/** At least -log(1 - r); ∞ from r = 1 on. */
function negLog1mUp(r: Magnitude): Magnitude {
  const x = toNumberUp(r);
  if (x < 2 ** -40) return mulUp(r, LOOSE);
  return x < 1 ? fromNumber(-Math.log1p(-x) * LOOSE) : Infinity;
}

/** At most |x|, for every x in the ball. */
const least = ({ v, e }: BigBall): number => toNumberDown(subDown(lower(v), e));

/** At least x, for every x in the ball. */
function highest({ v, e }: BigBall): number {
  const middle = estimate(v);
  const reach = toNumberUp(e);
  return middle + reach + (Math.abs(middle) + reach) * SLACK;
}

/** e^v · (e^e - 1), where `size` is at least e^v. */
export const exp = ({ e }: BigBall, size: Magnitude): Magnitude => mulUp(size, expm1Up(e));

export const expm1 = ({ v, e }: BigBall): Magnitude => mulUp(expUp(estimate(v)), expm1Up(e));

/** ∞ where the ball reaches the pole at 0. */
export const log = ({ v, e }: BigBall): Magnitude => negLog1mUp(divUp(e, lower(v)));

/** ∞ where the ball reaches the pole at -1. */
export const log1p = ({ v, e }: BigBall): Magnitude => negLog1mUp(divUp(e, lower(add(BIG_ONE, v, 64))));

/** The slope is 4q / (1 + q)² with q = exp(-2|x|), written so that it does not cancel. */
export const tanh = (a: BigBall): Magnitude =>
  smaller(mulUp(a.e, smaller(1, mulUp(4, expUp(-2 * least(a))))), 2);

/** The slope is at most 1/4; and σ(v) and 1 - σ(v), both below exp(-|v|) where they are small, grow at most as exp. */
export function sigmoid({ v, e }: BigBall): Magnitude {
  const relative = mulUp(expUp(-Math.abs(estimate(v))), expm1Up(e));
  return smaller(smaller(mulUp(e, 1 / 4), relative), 1);
}

/** The slope is σ, which grows, and stays below 1 and exp. */
export const softplus = (a: BigBall): Magnitude => mulUp(a.e, smaller(1, expUp(highest(a))));

export const sin = ({ e }: BigBall): Magnitude => smaller(e, 2);

/** |sin x| ≤ |x| makes the slope of cos small near 0. */
export const cos = ({ v, e }: BigBall): Magnitude => smaller(mulUp(e, smaller(1, addUp(upper(v), e))), 2);

/** 2/√π, rounded up */
const ERF_SLOPE = 1.1283791670955128;

export function erf(a: BigBall): Magnitude {
  const nearest = least(a);
  return smaller(mulUp(a.e, mulUp(ERF_SLOPE, expUp(-nearest * nearest))), 2);
}

/** How far b · log a moves, where `logSize` is at least |log a|; ∞ where the ball of a reaches 0. */
export function exponent(a: BigBall, b: BigBall, logSize: Magnitude): Magnitude {
  const ofLog = log(a);
  const ofBoth = mulUp(ofLog, b.e);
  return addUp(addUp(mulUp(upper(b.v), ofLog), mulUp(logSize, b.e)), ofBoth);
}
