import type { Arithmetic } from './arithmetic.ts';

/** A number and the inputs that it was computed from, as bits. */
export interface Traced {
  readonly v: number;
  readonly from: bigint;
}

/**
 * Which inputs an output is computed from at all: unlike a gradient of zero, an input that is absent here cannot matter
 * however far it moves. Conditions are decided by the values; what a maximum compares counts on both sides.
 */
export interface Dependence extends Arithmetic<Traced> {
  input(v: number, bit: number): Traced;
  /** The inputs that some comparison was about since the last call: they matter by what they decide. */
  takeDecisions(): bigint;
}

export function dependence(base: Arithmetic<number>): Dependence {
  let decisions = 0n;
  const decide = (a: Traced, b: Traced) => {
    decisions |= a.from | b.from;
  };
  const constant = (v: number): Traced => ({ v, from: 0n });
  const unary =
    (f: (x: number) => number) =>
    (a: Traced): Traced => ({ v: f(a.v), from: a.from });
  const binary =
    (f: (x: number, y: number) => number) =>
    (a: Traced, b: Traced): Traced => ({
      v: f(a.v, b.v),
      from: a.from | b.from,
    });
  return {
    name: `dependence over ${base.name}`,
    input: (v, bit) => ({ v, from: 1n << BigInt(bit) }),
    number: constant,
    ratio: (p, q) => constant(base.ratio(p, q)),
    toNumber: (a) => a.v,
    add: binary(base.add),
    sub: binary(base.sub),
    mul: binary(base.mul),
    div: binary(base.div),
    neg: unary(base.neg),
    abs: unary(base.abs),
    sum: (terms) => ({
      v: base.sum(terms.map(({ v }) => v)),
      from: terms.reduce((all, { from }) => all | from, 0n),
    }),
    exp: unary(base.exp),
    expm1: unary(base.expm1),
    log: unary(base.log),
    log1p: unary(base.log1p),
    sqrt: unary(base.sqrt),
    tanh: unary(base.tanh),
    sin: unary(base.sin),
    cos: unary(base.cos),
    erf: unary(base.erf),
    sigmoid: unary(base.sigmoid),
    softplus: unary(base.softplus),
    pow: binary(base.pow),
    power: (a, n) => ({ v: base.power(a.v, n), from: a.from }),
    max: binary(base.max),
    min: binary(base.min),
    less(a, b) {
      decide(a, b);
      return base.less(a.v, b.v);
    },
    equal(a, b) {
      decide(a, b);
      return base.equal(a.v, b.v);
    },
    takeDecisions() {
      const taken = decisions;
      decisions = 0n;
      return taken;
    },
    join: (a, b) => ({ v: a.v, from: a.from | b.from }),
    stop: (a) => a,
  };
}
