import type { Random } from '../../properties/lib/random.ts';
import type { FunctionName } from '../../reference/second-route/functions.ts';

/** A way of drawing doubles for a function of one argument. */
export type Range = (random: Random) => number;

/** ±m · 2^k with all bits of m random, for a k of the range; subnormal numbers have fewer bits. */
const scale =
  (low: number, high: number): Range =>
  (random) => {
    const mantissa = 1 + random.next() + random.next() * 2 ** -32;
    const [k, sign] = [random.integer(low, high), random.pick([1, -1])];
    // In two steps: 2^k itself may be no double.
    return sign * mantissa * 2 ** Math.ceil(k / 2) * 2 ** Math.floor(k / 2);
  };

const positive =
  (range: Range): Range =>
  (random) =>
    Math.abs(range(random));

const nearOne: Range = (random) => 1 + random.integer(-40, 40) * 2 ** -random.integer(45, 52);

/** Above −1, and as near to it as doubles come. */
const aboveMinusOne: Range = (random) => 2 ** -random.integer(1, 53) * (1 + random.next()) - 1;

/** The doubles nearest to multiples of π/2. */
const nearZerosOfSine: Range = (random) => (random.integer(-5000, 5000) * Math.PI) / 2;

const tiny = scale(-1074, -41);
const small = scale(-40, -2);
const ordinary = scale(-2, 4);
const large = scale(5, 9);
/** Exponentials of these are beyond all doubles, but not beyond decimals. */
const far = scale(10, 49);
const huge = scale(50, 1022);

const exponential = [tiny, small, ordinary, nearOne, large, far];
const logarithmic = [tiny, small, ordinary, nearOne, large, far, huge].map(positive);
const bounded = [tiny, small, ordinary, nearOne, large, far, huge];

export const RANGES: Readonly<Record<FunctionName, readonly Range[]>> = {
  exp: exponential,
  expm1: exponential,
  log: logarithmic,
  log1p: [tiny, small, aboveMinusOne, ...logarithmic],
  sqrt: logarithmic,
  tanh: bounded,
  sin: [...bounded, nearZerosOfSine],
  cos: [...bounded, nearZerosOfSine],
  erf: bounded,
  sigmoid: exponential,
  softplus: exponential,
};

/** A base and an exponent whose power is no larger than exp(2^40). */
export function powerArguments(random: Random): readonly [number, number] {
  const base = random.pick([...logarithmic, positive(ordinary), nearOne])(random);
  const most = Math.min(40, Math.max(-60, Math.floor(40 - Math.log2(Math.abs(Math.log2(base)) + 2 ** -52))));
  return [base, scale(most - 60, most)(random)];
}

/** The elementary functions under audit. */
export const FUNCTIONS = [...(Object.keys(RANGES) as FunctionName[]), 'pow'] as const;
