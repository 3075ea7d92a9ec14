/** The exact side of the tests: 60 decimal digits by mathjs, no line of it shared with the code under test. */
import { all, type BigNumber, create } from 'mathjs';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';

export const digits = 60;
const math = create(all, { number: 'BigNumber', precision: digits });
const wide = create(all, { number: 'BigNumber', precision: 2 * digits + 20 });

/** Every digit of the double; the constructor itself takes only short ones. */
export const decimal = (x: number): BigNumber => {
  if (Number.isInteger(x) && Math.abs(x) < 2 ** 53) return math.bignumber(x);
  const [mantissa, exponent] = Math.abs(x) < 1e-300 ? [x * 2 ** 600, 600] : [x, 0];
  return math.bignumber(mantissa.toPrecision(100)).div(math.bignumber(2).pow(exponent));
};

const pi = wide.bignumber(-1).acos();

/** Does the cancelling in enough digits, then returns to the usual number of them. */
const inWide =
  (f: (a: BigNumber) => BigNumber) =>
  (a: BigNumber): BigNumber =>
    math.bignumber(f(wide.bignumber(a.toString())).toString());

/** Taylor series about 0; its terms grow to e^(a²), so a is kept below 9. */
const erf = inWide((a) => {
  if (a.abs().gt(9)) return wide.bignumber(a.isNegative() ? -1 : 1);
  const square = a.times(a).neg();
  let term = a;
  let sum = a;
  for (let n = 1; term.abs().gt(1e-130); n++) {
    term = term.times(square).div(n);
    sum = sum.plus(term.div(2 * n + 1));
  }
  return sum.times(2).div(pi.sqrt());
});

/** Below this, three terms of a series are good to 60 digits, and 1 + a would lose too many. */
const tiny = 1e-30;
const expm1 = inWide((a) =>
  a.abs().lt(tiny) ? a.plus(a.times(a).div(2)).plus(a.pow(3).div(6)) : a.exp().minus(1),
);
const wideLog1p = (a: BigNumber): BigNumber =>
  a.abs().lt(tiny) ? a.minus(a.times(a).div(2)).plus(a.pow(3).div(3)) : a.plus(1).ln();
const log1p = inWide(wideLog1p);
const sigmoid = inWide((a) => wide.bignumber(1).div(a.neg().exp().plus(1)));
const softplus = inWide((a) => wideLog1p(a.exp()));

export const decimals: Arithmetic<BigNumber> = {
  name: 'decimal',
  number: decimal,
  ratio: (p, q) => math.bignumber(p.toString()).div(q.toString()),
  toNumber: (a) => a.toNumber(),
  add: (a, b) => a.plus(b),
  sub: (a, b) => a.minus(b),
  mul: (a, b) => a.times(b),
  div: (a, b) => a.div(b),
  neg: (a) => a.neg(),
  abs: (a) => a.abs(),
  sum: (terms) => terms.reduce((total, term) => total.plus(term), math.bignumber(0)),
  exp: (a) => a.exp(),
  expm1,
  log: (a) => a.ln(),
  log1p,
  sqrt: (a) => a.sqrt(),
  tanh: (a) => a.tanh(),
  sin: (a) => a.sin(),
  cos: (a) => a.cos(),
  erf,
  sigmoid,
  softplus,
  pow: (a, b) => a.pow(b),
  power: (a, n) => a.pow(n),
  max: (a, b) => (a.gte(b) ? a : b),
  min: (a, b) => (a.lte(b) ? a : b),
  less: (a, b) => a.lt(b),
  equal: (a, b) => a.eq(b),
  join: (a) => a,
  stop: (a) => a,
};

/** |got − exact| as a double, 0 where the 60 digits cannot tell them apart; got must be finite. */
export const distance = (got: number, exact: BigNumber): number => {
  const difference = decimal(got).minus(exact).abs();
  return difference.lt(exact.abs().times(1e-50)) ? 0 : difference.toNumber();
};
