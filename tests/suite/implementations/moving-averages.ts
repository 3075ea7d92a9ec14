import type { Machine, Row } from './machine.ts';
import { onto } from './onto.ts';

/** What is kept of the old and let in of the new, and what the weights of t steps add up to: 1 − βᵗ. */
export interface Decay {
  readonly beta: number;
  readonly rest: number;
  correction(t: number): number;
}

/** All from β as the dtype has it. */
export function inDtype(m: Machine, option: number): Decay {
  const beta = m.constant(option);
  const correction = (t: number) => m.sub(1, powers(m, beta, t)[t]);
  return { beta, rest: m.sub(1, beta), correction };
}

/** All from β as a double, each rounded to the dtype, as hosts do that launch a kernel. */
export const onHost = (m: Machine, option: number): Decay => ({
  ...{ beta: m.constant(option), rest: m.constant(1 - option) },
  correction: (t) => m.constant(1 - option ** t),
});

/** A moving average of numbers, or of their squares. */
export interface Average {
  /** After every step. */
  run(start: number, g: Row): Row;
  /** For the cotangents of all of these, those of the start and of what is averaged. */
  back(reached: Row): { readonly start: number; readonly terms: Row };
}

/** Step after step. */
export function recurrence(
  m: Machine,
  { beta, rest }: Decay,
  mix: (old: number, g: number) => number,
): Average {
  return {
    run(start, g) {
      let average = start;
      return g.map((v) => (average = mix(average, v)));
    },
    back(reached) {
      const terms = m.zeros(reached.length);
      let later = 0;
      for (let t = reached.length - 1; t >= 0; t--) {
        const d = m.add(reached[t], later);
        terms[t] = m.mul(rest, d);
        later = m.mul(beta, d);
      }
      return { start: later, terms };
    },
  };
}

/**
 * The sum that it is: a term of the age a weighs (1 − β)·βᵃ, and the start βᵗ. The newest, which weighs most, comes last:
 * the recurrence does not round the old at the size of the new either.
 */
export function weightedSum(m: Machine, { beta, rest }: Decay, term: (g: number) => number): Average {
  const weightsOf = (T: number) => {
    const kept = powers(m, beta, T);
    return { kept, shares: kept.map((power) => m.mul(rest, power)) };
  };
  /** start + Σ weights[age]·value(age), the oldest first. */
  const sum = (weights: Row, ages: number, value: (age: number) => number, start = 0) => {
    let total = start;
    for (let age = ages - 1; age >= 0; age--) total = onto(m, total, weights[age], value(age));
    return total;
  };
  return {
    run(start, g) {
      const { kept, shares } = weightsOf(g.length);
      const terms = g.map(term);
      return m.row(g.length, (t) => sum(shares, t + 1, (age) => terms[t - age], m.mul(kept[t + 1], start)));
    },
    back(reached) {
      const T = reached.length;
      const { kept, shares } = weightsOf(T);
      return {
        start: sum(kept.subarray(1), T, (t) => reached[t]),
        terms: m.row(T, (s) => sum(shares, T - s, (age) => reached[s + age])),
      };
    },
  };
}

/** β⁰ to βᵗ, each by one more product. */
function powers(m: Machine, beta: number, t: number): Row {
  let power = 1;
  return m.row(t + 1, (n) => (n === 0 ? 1 : (power = m.mul(power, beta))));
}
