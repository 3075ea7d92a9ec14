import type { Ball } from './ball.ts';
import { type Dtype, type FloatFormat, formats } from './dtype.ts';

export interface BallOptions {
  /** The type whose roundings are bounded. */
  readonly dtype: Dtype;
  /** Worst error of the elementary functions in units in the last place; 2 unless stated. */
  readonly functionUlp?: number;
  /** Inputs and results below the smallest normal number may be replaced by 0. */
  readonly ftz?: boolean;
}

/** One rounding of the value v, whose argument's error has already moved it by at most `spread`. */
export type Round = (v: number, spread: number) => Ball;

export interface BallRounding {
  readonly format: FloatFormat;
  readonly ftz: boolean;
  /** Beyond this some order of the same operations may overflow. */
  readonly largest: number;
  readonly round: Round;
  /** Of a sum or difference. */
  readonly roundSum: Round;
  /** Of a quotient, which may have been computed as a product by the reciprocal: two roundings. */
  readonly roundQuotient: Round;
  /** Of an elementary function. */
  readonly roundFunction: Round;
  /** A rounding of relative size c·(1 + …) and absolute size η. */
  rounding(c: number, underflow: number): Round;
  readonly functionError: number;
  /** Absolute error of one addition, one product or quotient, one elementary function that underflows. */
  readonly sumUnderflow: number;
  readonly underflow: number;
  readonly functionUnderflow: number;
}

/**
 * a·b·c may overflow as (a·b)·c and not as a·(b·c), and a sum before its terms cancel: results this close to the largest
 * number are left open.
 */
const REORDERED = 2 ** -2;

/**
 * y·(v − Σ) underflows once, y·v − y·Σ twice, and a sum that is multiplied out once for each term. So close to the end of
 * the range nothing is found out that matters, and a product or quotient is charged the underflow of so many.
 */
const REGROUPED = 16;

/**
 * The sizes of the roundings of a type.
 *
 * Underflow. A product or quotient that falls among the subnormal numbers errs by half their spacing, an
 * elementary function by as many spacings as it may err in ulp. A sum of numbers of the type is then exact.
 * Where numbers may be flushed to zero, every operation may in addition lose anything below the smallest
 * normal number; reading a flushed operand as 0 is the same loss, charged to the operation that produced it.
 * All are at least 2^-1070, which covers what the bounds themselves lose when they underflow.
 */
export function ballRounding(options: BallOptions): BallRounding {
  const format = formats[options.dtype];
  const { unitRoundoff: u, smallestNormal, smallestSubnormal, largest } = format;
  const functionUlp = options.functionUlp ?? 2;
  const ftz = options.ftz ?? false;
  // One ulp is at most 2u relative. The double's own functions (fdlibm) stay within that of theirs too: the worst found is
  // tanh near 0.23, 2.1 ulp and 2.63u off where 4u are allowed.
  const functionError = Math.max(2 * functionUlp * u, 2 ** -51);
  if (!(functionUlp >= 0 && 2 * functionError + 3 * u < 1)) {
    throw new RangeError(
      `No bound can be given for functions that err by ${functionUlp} ulp in ${options.dtype}.`,
    );
  }
  const flushed = ftz ? smallestNormal : 0;
  const sumUnderflow = Math.max(flushed, 2 ** -1070);
  const underflow = Math.max(REGROUPED * (flushed + smallestSubnormal / 2), 2 ** -1070);
  const functionUnderflow = Math.max(flushed + Math.max(functionUlp, 1) * smallestSubnormal, 2 ** -1070);

  // |fl(t) − t| ≤ c|t| + η where |t| ≤ |x| + spread and |x| ≤ |v| + e, which is solved for e. The computed
  // result may be as large as |v| + 2e; if that is beyond the type's range it may have overflowed, and
  // nothing is known.
  const roundingUpTo = (reach: number, c: number, eta: number): Round => {
    const factor = (1 + 2 ** -48) / (1 - c);
    return (v, spread) => {
      const size = Math.abs(v);
      const e = (spread + c * (size + spread) + eta) * factor;
      return { v, e: size + 2 * e <= reach ? e : Infinity };
    };
  };

  const rounding = (c: number, eta: number): Round => roundingUpTo(largest, c, eta);
  const reordered = largest * REORDERED;
  const inexactSum = roundingUpTo(reordered, u, sumUnderflow);
  return {
    format,
    ftz,
    largest: reordered,
    round: roundingUpTo(reordered, u, underflow),
    roundSum: (v, spread) => (v === 0 && spread === 0 ? { v, e: 0 } : inexactSum(v, spread)),
    roundQuotient: roundingUpTo(reordered, 2 * u + u * u, 2 * underflow),
    roundFunction: rounding(functionError, functionUnderflow),
    rounding,
    functionError,
    sumUnderflow,
    underflow,
    functionUnderflow,
  };
}
