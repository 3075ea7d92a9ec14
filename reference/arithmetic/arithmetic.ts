/**
 * The only vocabulary a formula may use. T is one number of an arithmetic: a double, an arbitrary-precision float, a
 * ball, a node of a tape. A formula compiled against this interface can be read in every arithmetic there is.
 */
export interface Arithmetic<T> {
  readonly name: string;

  /** The double x, exactly. */
  number(x: number): T;
  /** The rational p/q, correctly rounded: a constant of the formula such as 0.044715 = 44715/1000000. */
  ratio(p: bigint, q: bigint): T;
  /** The nearest double. */
  toNumber(a: T): number;

  add(a: T, b: T): T;
  sub(a: T, b: T): T;
  mul(a: T, b: T): T;
  div(a: T, b: T): T;
  neg(a: T): T;
  abs(a: T): T;
  /** A sum whose order is left open: an error bound must hold for every order and tree. Empty: 0. */
  sum(terms: readonly T[]): T;

  exp(a: T): T;
  expm1(a: T): T;
  log(a: T): T;
  log1p(a: T): T;
  sqrt(a: T): T;
  tanh(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  erf(a: T): T;
  /** 1 / (1 + exp(-a)), without overflow. */
  sigmoid(a: T): T;
  /** log(1 + exp(a)), without overflow or cancellation. */
  softplus(a: T): T;
  /** a to a real power; a ≥ 0. */
  pow(a: T, b: T): T;
  /** a to an integer power. */
  power(a: T, n: number): T;

  max(a: T, b: T): T;
  min(a: T, b: T): T;
  /** Is a < b? `undefined` when this arithmetic cannot tell (two balls overlap). */
  less(a: T, b: T): boolean | undefined;
  /** Is a = b? `undefined` when this arithmetic cannot tell. */
  equal(a: T, b: T): boolean | undefined;
  /** Either a or b: what stands when a comparison is undecided. */
  join(a: T, b: T): T;
  /** The value of a, with no gradient flowing through it. */
  stop(a: T): T;
}
