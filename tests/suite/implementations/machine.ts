import { type Functions, rounded, wobbling } from './functions.ts';

/** How a float32 machine adds up: everything that differs here is allowed to differ. */
type Order =
  /** First to last, every product rounded. */
  | 'forwards'
  | 'backwards'
  | 'pairwise'
  /** Four running sums, as vector instructions keep them. */
  | 'lanes'
  /** First to last, product and addition in one rounding. */
  | 'fused'
  /** Exact products, added in float64 and rounded once. */
  | 'double';

type Term = (n: number) => number;

/** One way of computing in float32, one operation after the other. Operands are numbers of the type. */
export interface Machine {
  readonly name: string;
  /** Takes subnormal numbers for zero, in what it reads and in what it makes. */
  readonly flushes: boolean;
  /** A tensor's numbers as the machine reads them. */
  load(data: ArrayLike<number>): Float32Array;
  add(a: number, b: number): number;
  sub(a: number, b: number): number;
  mul(a: number, b: number): number;
  div(a: number, b: number): number;
  /** a·b + c. */
  fma(a: number, b: number, c: number): number;
  exp(x: number): number;
  log(x: number): number;
  tanh(x: number): number;
  sqrt(x: number): number;
  sum(length: number, term: Term): number;
  /** start + Σ a·b. */
  dot(length: number, a: Term, b: Term, start?: number): number;
}

interface Make {
  readonly order?: Order;
  readonly functions?: Functions;
  readonly flushes?: boolean;
  /** The rounding of every operation; none where all is carried in float64. */
  readonly round?: (x: number) => number;
  /** The rounding of a running sum; as of any other operation unless stated. */
  readonly accumulate?: (x: number) => number;
}

const SMALLEST_NORMAL = 2 ** -126;
const flush = (x: number): number => (Math.abs(x) < SMALLEST_NORMAL ? 0 : x);

function machine(name: string, make: Make): Machine {
  const { order = 'forwards', functions = rounded, flushes = false, round: nearest = Math.fround } = make;
  const round = flushes ? (x: number) => flush(nearest(x)) : nearest;
  const { exp, log, tanh, sqrt } = functions;
  const add = (a: number, b: number) => round(a + b);
  const mul = (a: number, b: number) => round(a * b);
  // A double holds the product exactly; the sum's own rounding to a double is a 2^-29th of the one that follows.
  const fma = order === 'fused' ? (a: number, b: number, c: number) => round(a * b + c) : undefined;
  const sum = summation(order, make.accumulate ?? round);
  return {
    name,
    flushes,
    load: (data) => (flushes ? Float32Array.from(data, flush) : Float32Array.from(data)),
    add,
    sub: (a, b) => round(a - b),
    mul,
    div: (a, b) => round(a / b),
    fma: fma ?? ((a, b, c) => add(mul(a, b), c)),
    exp: (x) => round(exp(x)),
    log: (x) => round(log(x)),
    tanh: (x) => round(tanh(x)),
    sqrt: (x) => round(sqrt(x)),
    sum: (length, term) => sum(length, term, 0),
    dot(length, a, b, start = 0) {
      if (fma) {
        let total = start;
        for (let n = 0; n < length; n++) total = fma(a(n), b(n), total);
        return total;
      }
      const product = order === 'double' ? (n: number) => a(n) * b(n) : (n: number) => mul(a(n), b(n));
      return sum(length, product, start);
    },
  };
}

type Sum = (length: number, term: Term, start: number) => number;

function summation(order: Order, round: (x: number) => number): Sum {
  switch (order) {
    case 'forwards':
    case 'fused':
      return (length, term, start) => {
        let total = start;
        for (let n = 0; n < length; n++) total = round(total + term(n));
        return total;
      };
    case 'backwards':
      return (length, term, start) => {
        let total = 0;
        for (let n = length - 1; n >= 0; n--) total = round(total + term(n));
        return round(total + start);
      };
    case 'pairwise': {
      const range = (from: number, to: number, term: Term): number => {
        if (to - from === 1) return term(from);
        const middle = (from + to) >> 1;
        return round(range(from, middle, term) + range(middle, to, term));
      };
      return (length, term, start) => (length === 0 ? start : round(range(0, length, term) + start));
    }
    case 'lanes':
      return (length, term, start) => {
        const running = [start, 0, 0, 0];
        for (let n = 0; n < length; n++) running[n % 4] = round(running[n % 4] + term(n));
        return round(round(running[0] + running[2]) + round(running[1] + running[3]));
      };
    case 'double':
      return (length, term, start) => {
        let total = start;
        for (let n = 0; n < length; n++) total += term(n);
        return round(total);
      };
  }
}

/** All of them are right. */
export const machines: readonly Machine[] = [
  machine('first to last', {}),
  machine('last to first', { order: 'backwards' }),
  machine('pairwise', { order: 'pairwise' }),
  machine('four lanes', { order: 'lanes' }),
  machine('fused', { order: 'fused' }),
  machine('sums in float64', { order: 'double' }),
  machine('all in float64', { order: 'double', round: (x) => x }),
  machine('functions ±1.5 ulp', { functions: wobbling(1) }),
  machine('fused, functions ±1.5 ulp', { order: 'fused', functions: wobbling(2) }),
  machine('flush to zero', { flushes: true }),
  machine('flush to zero, pairwise, functions ±1.5 ulp', {
    order: 'pairwise',
    functions: wobbling(3),
    flushes: true,
  }),
];

/** Rounded to the 11 bits of half precision, whose range it is left: the lower 42 of a double's 53 are cut off. */
const elevenBits = (x: number): number => {
  const shifted = x * (2 ** 42 + 1);
  return Number.isFinite(shifted) ? shifted - (shifted - x) : x;
};

/** Worse than float32, and to be found out. */
export const coarse = {
  sums: machine('sums of 11 bits', { accumulate: elevenBits }),
  functions: machine('functions ±16 ulp', { functions: wobbling(4, 16) }),
};
