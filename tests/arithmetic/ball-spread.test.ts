import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { ball } from '../../reference/arithmetic/ball.ts';
import { float64 } from '../../reference/arithmetic/float64.ts';

type Formula = <T>(A: Arithmetic<T>, x: readonly T[]) => T;

const f64 = ball({ dtype: 'f64' });

const points = [-3.1, -0.6, -0.02, 0.07, 0.9, 4.3];
const positive = [0.03, 0.7, 1.6, 40];
const cases: [string, number[], Formula][] = [
  ['add', points, (A, [a, b]) => A.add(a, b)],
  ['sub', points, (A, [a, b]) => A.sub(a, b)],
  ['mul', points, (A, [a, b]) => A.mul(a, b)],
  ['div', points, (A, [a, b]) => A.div(a, b)],
  ['sum', points, (A, [a, b]) => A.sum([a, b, a])],
  ['max', points, (A, [a, b]) => A.max(a, b)],
  ['exp', points, (A, [a]) => A.exp(a)],
  ['expm1', points, (A, [a]) => A.expm1(a)],
  ['log', positive, (A, [a]) => A.log(a)],
  ['log1p', [-0.5, ...positive], (A, [a]) => A.log1p(a)],
  ['sqrt', positive, (A, [a]) => A.sqrt(a)],
  ['tanh', points, (A, [a]) => A.tanh(a)],
  ['sin', points, (A, [a]) => A.sin(a)],
  ['cos', [-0.6, -0.02, 0.07, 0.9], (A, [a]) => A.cos(a)],
  ['erf', points, (A, [a]) => A.erf(a)],
  ['sigmoid', [-30, ...points], (A, [a]) => A.sigmoid(a)],
  ['softplus', [-50, ...points], (A, [a]) => A.softplus(a)],
  ['square', points, (A, [a]) => A.power(a, 2)],
  ['inverse cube', points, (A, [a]) => A.power(a, -3)],
  ['pow', positive, (A, [a, b]) => A.pow(a, b)],
];

/** The share of the bound that is attained where the argument is off by little; almost all of it unless stated. */
const attained: Readonly<Record<string, number>> = { sin: 0.3, cos: 0.8 };

/** The greatest |f(x̂) − f(x)| met with x within e of v and x̂ within e of x. */
function movement(f: Formula, v: readonly number[], e: readonly number[]): number {
  const corner = [-1, 0, 1];
  let most = 0;
  for (const [s, t] of corner.flatMap((i) => corner.map((j) => [i, j]))) {
    const x = [v[0] + s * e[0], v[1] + t * e[1]];
    for (const [p, q] of corner.flatMap((i) => corner.map((j) => [i, j]))) {
      most = Math.max(most, Math.abs(f(float64, [x[0] + p * e[0], x[1] + q * e[1]]) - f(float64, x)));
    }
  }
  return most;
}

describe('an argument that is off moves the result by no more than the bound, and nearly by that', () => {
  test.each(cases)('%s', (name, list, f) => {
    for (const a of list) {
      for (const b of [2.5, 0.4]) {
        for (const relative of [1e-5, 1e-3, 0.06]) {
          const v = [a, b];
          const e = v.map((x) => Math.abs(x) * relative);
          const bound = f(f64, [
            { v: a, e: e[0] },
            { v: b, e: e[1] },
          ]).e;
          const most = movement(f, v, e);
          expect(bound).toBeGreaterThanOrEqual(most * (1 - 1e-9));
          // Far from linear, the bound may be wider.
          if (relative < 1e-3) expect(most).toBeGreaterThan(bound * (attained[name] ?? 0.98));
        }
      }
    }
  });
});
