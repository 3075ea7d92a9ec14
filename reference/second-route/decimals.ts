/** Decimal arithmetic by mathjs: the second route to every number, which shares no line with the first. */
import { all, type BigNumber, create, type MathJsInstance } from 'mathjs';

export interface Decimals {
  readonly digits: number;
  readonly math: MathJsInstance;
  /** The double x with all its digits; mathjs itself takes the shortest decimal that reads as x. */
  number(x: number): BigNumber;
  /** m · 2^e */
  scaled(m: bigint, e: number): BigNumber;
}

/** Up to here a power of two is written out with all its digits. */
const WRITTEN_OUT = 5000;

const known = new Map<number, Decimals>();

/** Numbers of so many significant digits; comparisons are exact, and what is not real is NaN. */
export function decimals(digits: number): Decimals {
  let found = known.get(digits);
  if (!found) known.set(digits, (found = makeDecimals(digits)));
  return found;
}

function makeDecimals(digits: number): Decimals {
  const math = create(all, {
    number: 'BigNumber',
    precision: digits,
    predictable: true,
    relTol: 1e-300,
    absTol: 1e-300,
  });
  // The derivative of tanh is written with sech; both would sum their series for ever at large arguments.
  const replaced = {
    tanh: math.typed('tanh', { BigNumber: (a: BigNumber) => tanh(a, digits) }),
    sech: math.typed('sech', {
      BigNumber: (a: BigNumber) => math.bignumber(2).div(a.exp().plus(a.neg().exp())),
    }),
  };
  math.import(replaced, { override: true });
  const scaled = (m: bigint, e: number): BigNumber => {
    if (e >= 0 && e <= WRITTEN_OUT) return math.bignumber(String(m * 2n ** BigInt(e)));
    if (e < 0 && e >= -WRITTEN_OUT) return math.bignumber(`${m * 5n ** BigInt(-e)}e${e}`);
    return math.bignumber(String(m)).times(math.bignumber(2).pow(e));
  };
  const number = (x: number): BigNumber => {
    if (!Number.isFinite(x)) return math.bignumber(x);
    let e = 0;
    for (; !Number.isInteger(x); e--) x *= 2;
    return scaled(BigInt(x), e);
  };
  return { digits, math, number, scaled };
}

/** Far out it is ±1 to every digit. */
export function tanh(a: BigNumber, digits: number): BigNumber {
  const one = a.div(a);
  return a.abs().gt(1.2 * digits + 3) ? (a.isNegative() ? one.neg() : one) : a.tanh();
}
