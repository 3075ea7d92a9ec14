import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import type { Random } from './random.ts';

/** A straight-line formula made at random: the same steps can be run in any arithmetic. */
export type Program = readonly Step[];
type Step = <T>(arithmetic: Arithmetic<T>, values: readonly T[]) => T;

const unaries = ['neg', 'abs', 'tanh', 'sin', 'cos', 'erf', 'sigmoid', 'softplus', 'exp', 'expm1'] as const;
const binaries = ['add', 'sub', 'mul', 'max', 'min'] as const;

/** `length` steps after `inputs` values; arguments of log, sqrt and pow, and divisors, are first made positive. */
export function program(random: Random, inputs: number, length: number): Program {
  const pick = <E>(list: readonly E[]): E => list[random.below(list.length)];
  return Array.from({ length }, (_, made): Step => {
    const operand = () => random.below(inputs + made);
    const [i, j, k, l] = [operand(), operand(), operand(), operand()];
    const half = <T>(A: Arithmetic<T>, a: T) => A.add(A.abs(a), A.ratio(1n, 3n));
    switch (random.below(9)) {
      case 0:
      case 1: {
        const f = pick(unaries);
        // Kept within the range of the exponential, and where 60 digits reduce an angle quickly.
        const limit = f === 'exp' || f === 'expm1' || f === 'sin' || f === 'cos' ? 5 : undefined;
        const within = <T>(A: Arithmetic<T>, a: T): T =>
          limit === undefined ? a : A.max(A.min(a, A.number(limit)), A.number(-20 * limit));
        return (A, v) => A[f](within(A, v[i]));
      }
      case 2:
      case 3: {
        const f = pick(binaries);
        return (A, v) => A[f](v[i], v[j]);
      }
      case 4:
        return (A, v) => A.sum([v[i], A.mul(v[i], v[j]), v[k], A.neg(v[l]), A.mul(v[k], v[l])]);
      case 5:
        return (A, v) => A.div(v[i], half(A, v[j]));
      case 6: {
        const f = pick(['log', 'sqrt', 'log1p'] as const);
        return (A, v) => A[f](half(A, v[i]));
      }
      case 7: {
        const n = pick([-2, -1, 2, 3]);
        return (A, v) => A.power(n < 0 ? half(A, v[i]) : v[i], n);
      }
      default:
        return (A, v) => A.pow(half(A, v[i]), A.min(v[j], A.number(3)));
    }
  });
}

/** The inputs followed by the result of every step. */
export function run<T>(steps: Program, arithmetic: Arithmetic<T>, inputs: readonly T[]): T[] {
  const values = [...inputs];
  for (const step of steps) values.push(step(arithmetic, values));
  return values;
}
