import type { Dtype } from '../../../backends/lib/contract.ts';
import { formats } from '../../../reference/arithmetic/dtype.ts';
import { builtIn, type Functions } from './functions.ts';
import { numbers } from './numbers.ts';
import { type Order, summation, type Term } from './summation.ts';

/** Numbers of a machine's dtype. */
export type Row = Float32Array | Float64Array;

/** One way of computing in a dtype, one operation after the other. Operands are numbers of the type. */
export interface Machine {
  readonly name: string;
  readonly dtype: Dtype;
  /** Takes subnormal numbers for zero, in what it reads and in what it makes. */
  readonly flushes: boolean;
  /** A tensor's numbers as the machine reads them. */
  load(data: ArrayLike<number>): Row;
  /** Numbers that were computed on it, each stored in the dtype. */
  row(length: number, value: (n: number) => number): Row;
  zeros(length: number): Row;
  /** A number that is no tensor's, as of an option, in the dtype. */
  constant(x: number): number;
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

export interface Make {
  readonly order?: Order;
  readonly functions?: Functions;
  readonly flushes?: boolean;
  /** The rounding of every operation; none where all is carried in more digits than the dtype has. */
  readonly round?: (x: number) => number;
  /** The rounding of a running sum; as of any other operation unless stated. */
  readonly accumulate?: (x: number) => number;
}

export function machine(dtype: Dtype, name: string, make: Make): Machine {
  const type = numbers[dtype];
  const { smallestNormal } = formats[dtype];
  const { order = 'forwards', functions = builtIn, flushes = false, round: nearest = type.round } = make;
  const flush = (x: number): number => (Math.abs(x) < smallestNormal ? 0 : x);
  const round = flushes ? (x: number) => flush(nearest(x)) : nearest;
  const { exp, log, tanh, sqrt } = functions;
  const add = (a: number, b: number) => round(a + b);
  const mul = (a: number, b: number) => round(a * b);
  const fma = (a: number, b: number, c: number) =>
    order === 'fused' ? round(type.fma(a, b, c)) : add(mul(a, b), c);
  const row = (length: number, value: (n: number) => number) => {
    const values = type.zeros(length);
    for (let n = 0; n < length; n++) values[n] = value(n);
    return values;
  };
  return {
    ...{ name, dtype, flushes, row, zeros: type.zeros, constant: type.round },
    load: (data) => row(data.length, flushes ? (n) => flush(data[n]) : (n) => data[n]),
    add,
    sub: (a, b) => round(a - b),
    mul,
    div: (a, b) => round(a / b),
    fma,
    exp: (x) => round(exp(x)),
    log: (x) => round(log(x)),
    tanh: (x) => round(tanh(x)),
    sqrt: (x) => round(sqrt(x)),
    ...sums(),
  };

  function sums(): Pick<Machine, 'sum' | 'dot'> {
    if (order === 'wide') {
      const dot: Machine['dot'] = (length, a, b, start = 0) => round(type.dot(length, a, b, start));
      return { dot, sum: (length, term) => dot(length, term, () => 1) };
    }
    const sum = summation(order, make.accumulate ?? round);
    return {
      sum: (length, term) => sum(length, term, 0),
      dot(length, a, b, start = 0) {
        if (order !== 'fused') return sum(length, (n) => mul(a(n), b(n)), start);
        let total = start;
        for (let n = 0; n < length; n++) total = fma(a(n), b(n), total);
        return total;
      },
    };
  }
}
