import type { BigNumber } from 'mathjs';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { type Decimals, decimals } from '../../reference/second-route/decimals.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import { decimalOf, decimalRadius, digitsOf } from './enclosure.ts';
import type { Tally } from './tally.ts';

/** Digits of the second route. It begins with the first; where these do not agree with the truth, more must. */
const DIGITS = [64, 96, 160, 320, 640] as const;
/** Agreement: to so many digits of the value. */
const AGREED = 60;
/** More digits must bring the second route nearer by most of their number. */
const GAIN = 0.75;
/** What is lost below 10^-FLOOR of numbers of ordinary size says nothing: log(1 + e^-3000) in 640 digits is 0. */
const FLOOR = 600;

/** A number on its way up the ladder. */
export interface Rung {
  readonly truth: BigBall;
  /** What it is, for a failure: `y[2]`. */
  readonly name: string;
  /** Exponentials on the way may leave the range of decimals: then the second route has no value, which proves nothing. */
  readonly far: boolean;
}

/**
 * Holds certified numbers to those of the second route, whose digits are raised as long as its own cancellation may
 * explain the difference. Returns the sentences of those that it does not explain, and how many digits it took.
 */
export function climb(
  rungs: readonly Rung[],
  read: (digits: number) => readonly BigNumber[],
  tally: Tally,
): { failures: string[]; digits: number } {
  let open = rungs.map((rung, n) => ({ ...rung, n, before: undefined as BigNumber | undefined }));
  const failures: string[] = [];
  let reached = 0;
  for (const [n, digits] of DIGITS.entries()) {
    if (open.length === 0) break;
    const values = read(digits);
    const next = DIGITS[n + 1];
    const D = decimals(next ?? 2 * digits);
    const more = digits - reached;
    reached = digits;
    open = open.flatMap((one) => {
      const value = values[one.n]!;
      const step = compare(one.truth, value, one.before, more, D, next === undefined);
      if (step.bits !== undefined) tally.disagreement('bits', step.bits);
      if (step.blunt) tally.skip('numbers certified to fewer digits');
      if (step.agreed) return [];
      if (one.far && !value.isFinite()) {
        tally.skip('numbers beyond the range of decimals');
        return [];
      }
      if (next === undefined)
        failures.push(
          `${one.name} is ${digitsOf(one.truth, D)}, by mathjs ${value.toPrecision(25)} (${digits} digits)`,
        );
      return [{ ...one, before: step.error }];
    });
  }
  return { failures, digits: reached };
}

interface Step {
  readonly agreed: boolean;
  readonly error?: BigNumber;
  /** The truth itself is not known as well. */
  readonly blunt?: boolean;
  /** log₂ of the relative disagreement. */
  readonly bits?: number;
}

function compare(
  truth: BigBall,
  value: BigNumber,
  before: BigNumber | undefined,
  more: number,
  D: Decimals,
  top: boolean,
): Step {
  const got = D.math.bignumber(value.toString());
  const exact = decimalOf(truth, D);
  if (!exact.isFinite() || !got.isFinite()) return { agreed: got.eq(exact) || outOfRange(exact, got) };
  const error = got.minus(exact).abs();
  const radius = decimalRadius(truth, D);
  const size = exact.abs();
  const slack = size.times(`1e-${AGREED}`);
  const blunt = radius.gt(slack);
  if (error.lte(radius.plus(slack))) {
    if (blunt) return { agreed: true, blunt };
    return { agreed: true, ...(!size.isZero() && { bits: bitsOf(error.div(size)) }) };
  }
  if (outOfRange(exact, got)) return { agreed: true };
  // Digits of a number can be asked for; of a zero only that more of them bring it nearer.
  const nearer = before && error.lte(radius.plus(before.times(`1e-${Math.floor(more * GAIN)}`)));
  const accepted = nearer === true && (size.isZero() || blunt || top);
  return { agreed: accepted || (top && error.lte(`1e-${FLOOR}`)), error };
}

/** Products of two such numbers, and what is larger, have exponentials that decimals do not hold. */
const FAR = 2 ** 25;

export const isFar = (inputs: Tensors): boolean =>
  Object.values(inputs).some(({ data }) => data.some((x) => Math.abs(x) > FAR));

/** Decimal exponents end at 9·10¹⁵: beyond, mathjs has 0 or ∞. */
const outOfRange = (exact: BigNumber, got: BigNumber): boolean =>
  (got.isZero() && exact.abs().lt('1e-900000000000000')) ||
  (!got.isFinite() && !got.isNaN() && exact.abs().gt('1e900000000000000') && got.gt(0) === exact.gt(0));

const bitsOf = (ratio: BigNumber): number =>
  ratio.isZero() ? -Infinity : ratio.e * Math.log2(10) + Math.log2(Number(ratio.div(`1e${ratio.e}`)));
