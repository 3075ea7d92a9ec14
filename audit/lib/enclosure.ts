import type { BigNumber } from 'mathjs';
import { isUnknown } from '../../reference/arithmetic/bigball/ball.ts';
import { lower, toBigFloat } from '../../reference/arithmetic/bigball/size.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { bitLength } from '../../reference/arithmetic/bigfloat/bits.ts';
import { type BigFloat, isNan, isRegular, isZero } from '../../reference/arithmetic/bigfloat/number.ts';
import { less, mulUp, powerOfTwo } from '../../reference/arithmetic/magnitude.ts';
import type { Decimals } from '../../reference/second-route/decimals.ts';

/** Is it known to within 2^-bits of itself? */
export const isNarrow = ({ v, e }: BigBall, bits: number): boolean =>
  e === 0 || less(e, mulUp(lower(v), powerOfTwo(-bits)));

/** Is anything known of it? */
export const isKnown = (a: BigBall): boolean => !isUnknown(a) && !isNan(a.v);

/** log₂ of its size, to within one. */
export const log2 = (a: BigFloat): number =>
  isRegular(a) ? bitLength(a.m) + a.e : isZero(a) ? -Infinity : Infinity;

/** log₂ of its radius, to within one. */
export const log2OfRadius = ({ e }: BigBall): number => log2(toBigFloat(e));

/** A float as a decimal: all its bits where the decimals have room for them. */
export const decimal = (a: BigFloat, D: Decimals): BigNumber =>
  isRegular(a) ? D.scaled(a.m, a.e) : D.math.bignumber(isZero(a) ? 0 : a.m < 0n ? -Infinity : Infinity);

export const decimalOf = ({ v }: BigBall, D: Decimals): BigNumber => decimal(v, D);

export const decimalRadius = ({ e }: BigBall, D: Decimals): BigNumber => decimal(toBigFloat(e), D);

/** A number to read: the middle of the ball with a few more digits than a double has. */
export const digitsOf = (a: BigBall, D: Decimals): string =>
  isKnown(a) ? decimalOf(a, D).toPrecision(25) : 'unknown';
