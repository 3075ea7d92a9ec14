/** What the elementary functions and their slopes really are, where they are hard, and how far a number is from it. */
import type { Elementary, Floats } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { bitLength } from '../../reference/arithmetic/bigfloat/bits.ts';
import { twoOverSqrtPi } from '../../reference/arithmetic/bigfloat/constants.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { isInfinite, isNan, isNegative, isZero } from '../../reference/arithmetic/bigfloat/number.ts';
import type { Dtype } from './numbers.ts';

const BITS = 128;
const A = bigArithmetic(BITS);
const [zero, one, two] = [0, 1, 2].map(A.number);
const slopeAtZero: BigFloat = { m: twoOverSqrtPi(BITS), e: -BITS };

interface Exact {
  value(x: BigFloat): BigFloat;
  slope(x: BigFloat): BigFloat;
}

const exact: Readonly<Record<Elementary, Exact>> = {
  cos: { value: A.cos, slope: (x) => A.neg(A.sin(x)) },
  erf: { value: A.erf, slope: (x) => A.mul(slopeAtZero, A.exp(A.neg(A.mul(x, x)))) },
  exp: { value: A.exp, slope: A.exp },
  expm1: { value: A.expm1, slope: A.exp },
  log: { value: A.log, slope: (x) => A.div(one, x) },
  log1p: { value: A.log1p, slope: (x) => A.div(one, A.add(one, x)) },
  relu: { value: (x) => A.max(zero, x), slope: (x) => (isNan(x) || A.less(zero, x) ? one : zero) },
  sigmoid: { value: A.sigmoid, slope: (x) => A.mul(A.sigmoid(x), A.sigmoid(A.neg(x))) },
  sin: { value: A.sin, slope: A.cos },
  softplus: { value: A.softplus, slope: A.sigmoid },
  sqrt: { value: A.sqrt, slope: (x) => (isZero(x) ? zero : A.div(one, A.mul(two, A.sqrt(x)))) },
  tanh: {
    value: A.tanh,
    slope(x) {
      const e = A.sigmoid(A.mul(two, x));
      return A.mul(A.number(4), A.mul(e, A.sigmoid(A.mul(A.number(-2), x))));
    },
  },
};

/** Bits of a number, and the exponents of its first bit. */
interface Format {
  readonly bits: number;
  readonly least: number;
  readonly most: number;
}

const formatOf = (Numbers: Dtype): Format =>
  Numbers.BYTES_PER_ELEMENT === 4
    ? { bits: 24, least: -126, most: 127 }
    : { bits: 53, least: -1022, most: 1023 };

/**
 * |y − truth| in units of the last place that a number next to the truth has. Infinity counts as the power of two behind the
 * largest number; a wrong sign of zero, or NaN for a number and the other way round, is ∞ away.
 */
export function ulps(y: number, truth: BigFloat, Numbers: Dtype): number {
  const { bits, least, most } = formatOf(Numbers);
  if (isNan(truth) || Number.isNaN(y)) return isNan(truth) && Number.isNaN(y) ? 0 : Infinity;
  if (Object.is(y, -0) !== isNegative(truth) && y === 0) return Infinity;
  if (isZero(truth)) return y === 0 ? 0 : Infinity;

  const end = { m: isNegative(truth) ? -1n : 1n, e: most + 1 };
  const beyond = isInfinite(truth) || bitLength(truth.m) + truth.e - 1 > most;
  const [from, to] = [
    Number.isFinite(y) ? A.number(y) : { m: y > 0 ? 1n : -1n, e: most + 1 },
    beyond ? end : truth,
  ];
  const exponent = Math.min(most, Math.max(least, bitLength(to.m) + to.e - 1));
  const distance = A.abs(A.sub(from, to));
  return A.toNumber(A.mul(distance, { m: 1n, e: bits - 1 - exponent }));
}

/** Where the usual algorithms change their ways, where results overflow and underflow, and where arguments are hard. */
const TURNS: readonly number[] = [
  ...[0.84375, 1.25, 1 / 0.35, 4, 6, 3.92, 5.92, 2 ** -28, 26.6, 27.2, 9.3, 10.1], // erf
  ...[0.55, 0.56, 0.625, 1, 8.3, 9.01, 10, 19.06, 20, 22], // tanh
  ...[
    88.72284, 87.33655, 103.97208, 709.782712893384, 708.3964185322641, 745.1332191019411, 746, 1000, 126,
    105, 89,
  ], // exp
  ...[1, 2, 4, 16].flatMap((n) => [n * Math.LN2, (n - 0.5) * Math.LN2, 56 * n * Math.LN2]),
  ...[33.3, 36.74, 16.6, 14.6, 36.04], // sigmoid and softplus near what they tend to
  // σ just below a power of two, and where its denominator is just above one; hard for this or that way to compute it.
  ...[
    Math.log(3),
    Math.log(7),
    1.10889053,
    1.1200161,
    1.97193146,
    2.42460442,
    2.71358871,
    5.54275513,
    8.36722565,
  ],
  ...[
    0.344855934, 0.10258536, 0.094883576, 0.11603345, 16.6542969, 17.6785545, 18.0678406, 19.0791473,
    36.0942993,
  ],
  ...[13.208252, 5.8903656, 46.4894714, 61.300293, 0.34474917393216736, 23.294837648317674],
  ...[2.4259006183479155, 2.4251466758427056, 22.410686872546172, 1.1057545713318313, 635.1618595099078],
  ...[0.560008049, 0.56278705596923828, 0.62500535096393373], // tanh, where its two ways meet
  ...[
    Math.SQRT1_2,
    Math.SQRT2,
    Math.SQRT2 - 1,
    1 - Math.SQRT1_2,
    2 ** -20,
    2 ** -29,
    2 ** -54,
    2 ** 53,
    2 ** 54,
  ], // log
  ...[1, 2, 3, 4, 5, 11, 344, 355, 2 ** 19, 2 ** 20, 1e6, 710_000].flatMap((n) => [
    (n * Math.PI) / 4,
    (n * Math.PI) / 2,
  ]),
  // Next to a multiple of π/2 as no other number of its precision is (Kahan).
  ...[16_367_173 * 2 ** 72, 6_381_956_970_095_103 * 2 ** 797],
];

/** The number that is `steps` further from zero. */
function further(x: number, steps: number, Numbers: Dtype): number {
  const one = Numbers.of(x);
  const bits = Numbers.BYTES_PER_ELEMENT === 4 ? new Int32Array(one.buffer) : new BigInt64Array(one.buffer);
  if (bits instanceof Int32Array) bits[0]! += steps;
  else bits[0]! += BigInt(steps);
  return one[0]!;
}

/** Numbers of all sizes, more of those for which the functions are not what they tend to, and those next to all turns. */
export function argumentsOf(Numbers: Dtype): Floats {
  const { bits, least, most } = formatOf(Numbers);
  const random = new Random(bits);
  const sizes: number[] = [
    0,
    Infinity,
    NaN,
    2 ** least,
    2 ** (least - bits + 1),
    (2 - 2 ** (1 - bits)) * 2 ** most,
  ];
  for (let exponent = least - bits + 1; exponent <= most; exponent += 1 + random.integer(0, bits / 2))
    sizes.push((1 + random.next()) * 2 ** exponent);
  for (let n = 0; n < 160; n++) sizes.push((1 + random.next()) * 2 ** random.integer(-8, 8));
  for (let n = 0; n < 80; n++) sizes.push((1 + random.next()) * 2 ** random.integer(-bits - 8, -8));
  const turns = TURNS.filter((x) => x < 2 ** most);
  for (const turn of turns) sizes.push(...[-2, -1, 0, 1].map((steps) => further(turn, steps, Numbers)));
  // Next to 1 log is as small as it gets, and so is log1p next to −1 as large.
  for (let n = 1; n < bits; n += 3) sizes.push(1 + 2 ** -n, 1 - 2 ** -n);
  return Numbers.from(sizes.flatMap((x) => [x, -x]));
}

const known = new Map<string, readonly BigFloat[]>();

/** The values or the slopes of f at all of `argumentsOf(Numbers)`. */
export function exactValues(part: keyof Exact, f: Elementary, Numbers: Dtype): readonly BigFloat[] {
  const name = `${part} ${f} ${Numbers.name}`;
  const values = known.get(name) ?? Array.from(argumentsOf(Numbers), (x) => exact[f][part](A.number(x)));
  known.set(name, values);
  return values;
}
