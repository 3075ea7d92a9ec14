import type { BigNumber } from 'mathjs';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { type Ball, ball } from '../../reference/arithmetic/ball.ts';
import { type Dtype, roundTo } from '../../reference/arithmetic/dtype.ts';
import { float64 } from '../../reference/arithmetic/float64.ts';
import { type Node, tape } from '../../reference/arithmetic/tape.ts';
import { decimal, decimals, distance } from './decimal.ts';
import { machine } from './machine.ts';
import { program, run } from './program.ts';
import { random } from './random.ts';

const first = { ties: 'first' } as const;
const hull = { ties: 'hull' } as const;

type Formula = <T>(A: Arithmetic<T>, x: readonly T[]) => T;

/** The gradient of one number, and the kinks met. */
function gradient<T>(base: Arithmetic<T>, ties: typeof first | typeof hull, f: Formula, x: readonly T[]) {
  const A = tape(base, ties);
  const inputs = x.map(A.input);
  const node = f(A, inputs);
  return { slopes: A.gradient([{ node, cotangent: base.number(1) }], inputs), kinks: A.kinks };
}

const slope = (f: Formula, x: number): number => gradient(float64, first, f, [x]).slopes[0];

describe('closed forms', () => {
  test.each([
    ['exp', Math.exp],
    ['expm1', Math.exp],
    ['log', (x) => 1 / x],
    ['log1p', (x) => 1 / (1 + x)],
    ['sqrt', (x) => 0.5 / Math.sqrt(x)],
    ['tanh', (x) => 1 / Math.cosh(x) ** 2],
    ['sin', Math.cos],
    ['cos', (x) => -Math.sin(x)],
    ['erf', (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
    ['sigmoid', (x) => 1 / (2 + 2 * Math.cosh(x))],
    ['softplus', (x) => 1 / (1 + Math.exp(-x))],
    ['neg', () => -1],
    ['abs', Math.sign],
  ] as [keyof typeof unaries, (x: number) => number][])('%s', (name, derivative) => {
    for (const x of [0.3, 1, 2.5]) expect(slope(unaries[name], x)).toBeCloseTo(derivative(x), 12);
  });

  test('abs, power and pow', () => {
    expect(slope((A, [x]) => A.abs(x), -2)).toBe(-1);
    expect(slope((A, [x]) => A.power(x, 3), -2)).toBe(12);
    expect(slope((A, [x]) => A.power(x, -1), 4)).toBe(-1 / 16);
    expect(slope((A, [x]) => A.power(x, 0), 4)).toBe(0);
    const [byBase, byExponent] = gradient(float64, first, (A, [a, b]) => A.pow(a, b), [2, 3]).slopes;
    expect(byBase).toBe(12);
    expect(byExponent).toBeCloseTo(8 * Math.LN2, 12);
    expect(gradient(float64, first, (A, [a, b]) => A.pow(a, b), [0, 2]).slopes).toEqual([0, 0]);
  });

  test('quotient, and an operand used twice', () => {
    expect(gradient(float64, first, (A, [a, b]) => A.div(a, b), [3, 4]).slopes).toEqual([1 / 4, -3 / 16]);
    expect(slope((A, [x]) => A.mul(x, x), 5)).toBe(10);
    expect(slope((A, [x]) => A.sub(A.sum([x, x, A.number(7), x]), x), 5)).toBe(2);
  });
});

const unaries = {
  exp: (A, [x]) => A.exp(x),
  expm1: (A, [x]) => A.expm1(x),
  log: (A, [x]) => A.log(x),
  log1p: (A, [x]) => A.log1p(x),
  sqrt: (A, [x]) => A.sqrt(x),
  tanh: (A, [x]) => A.tanh(x),
  sin: (A, [x]) => A.sin(x),
  cos: (A, [x]) => A.cos(x),
  erf: (A, [x]) => A.erf(x),
  sigmoid: (A, [x]) => A.sigmoid(x),
  softplus: (A, [x]) => A.softplus(x),
  neg: (A, [x]) => A.neg(x),
  abs: (A, [x]) => A.abs(x),
} satisfies Record<string, Formula>;

describe('random formulas', () => {
  test('agree with central differences of 60 digits', () => {
    const draw = random(77);
    const step = decimal(1).div(1e18);
    const wrong: string[] = [];
    let compared = 0;
    for (let i = 0; i < 60; i++) {
      const steps = program(draw, 3, 6);
      const x = Array.from({ length: 3 }, () => decimal(draw.between(-2, 2)));
      const f: Formula = (A, inputs) => A.sum(run(steps, A, inputs));
      const { slopes } = gradient(decimals, first, f, x);
      slopes.forEach((exact, k) => {
        const shifted = (by: BigNumber) =>
          f(
            decimals,
            x.map((a, j) => (j === k ? a.plus(by) : a)),
          );
        const difference = shifted(step).minus(shifted(step.neg())).div(step.times(2));
        const error = difference.minus(exact).abs().div(exact.abs().plus(1)).toNumber();
        compared++;
        if (!(error < 1e-25)) wrong.push(`${steps} at ${x}: ${exact} by tape, ${difference} by differences`);
      });
    }
    expect(compared).toBe(180);
    expect(wrong).toEqual([]);
  });

  test.each(['f32', 'f64'] as Dtype[])('every admissible %s reverse sweep lies within the ball', (dtype) => {
    const draw = random(123);
    const bounds = ball({ dtype });
    const exceeded: string[] = [];
    let checked = 0;
    for (let i = 0; i < 120; i++) {
      const steps = program(draw, 3, 7);
      const x = Array.from({ length: 3 }, () => roundTo(dtype, draw.between(-2, 2)));
      const f: Formula = (A, inputs) => A.sum(run(steps, A, inputs));
      const exact = gradient(decimals, first, f, x.map(decimal)).slopes;
      const balls = gradient(bounds, hull, f, x.map(bounds.number)).slopes;
      const runs = [
        balls.map((b) => b.v),
        ...[1, 2, 3].map(() => gradient(machine(dtype, draw), first, f, x).slopes),
      ];
      balls.forEach(({ e }, k) => {
        if (!(e < Infinity)) return;
        checked++;
        for (const got of runs) {
          if (!(distance(got[k], exact[k]) <= e))
            exceeded.push(`${steps} at ${x}: ${got[k]}, ${exact[k]} ± ${e}`);
        }
      });
    }
    expect(exceeded).toEqual([]);
    expect(checked).toBeGreaterThan(340);
  });
});

describe('several outputs', () => {
  test('one sweep adds up the seeds', () => {
    const A = tape(float64, first);
    const [a, b] = [A.input(2), A.input(5)];
    const product = A.mul(a, b);
    const sum = A.add(a, b);
    const seeds = [
      { node: product, cotangent: 10 },
      { node: sum, cotangent: 1 },
      { node: product, cotangent: 100 },
      { node: A.number(3), cotangent: 7 },
    ];
    expect(A.gradient(seeds, [a, b, A.constant(4)])).toEqual([551, 221, 0]);
    expect(A.gradient([{ node: sum, cotangent: 1 }], [a, product])).toEqual([1, 0]);
  });

  test('reset forgets, stop and constants carry no gradient', () => {
    const A = tape(float64, first);
    const a = A.input(3);
    expect(A.gradient([{ node: A.mul(A.stop(a), a), cotangent: 1 }], [a])).toEqual([3]);
    expect(A.mul(A.number(2), A.ratio(1n, 2n))).toEqual({ value: 1, index: -1 });
    A.reset();
    const b = A.input(4);
    expect(A.gradient([{ node: A.exp(A.log(b)), cotangent: 1 }], [b])[0]).toBeCloseTo(1, 14);
  });
});

const relu: Formula = (A, [x]) => A.max(A.number(0), x);
const leaky: Formula = (A, [x]) => {
  const negative = A.less(x, A.number(0));
  const slow = A.mul(x, A.ratio(1n, 4n));
  return negative === undefined ? A.join(slow, x) : negative ? slow : x;
};
const holds = ({ v, e }: Ball, ...values: number[]): boolean => values.every((x) => Math.abs(x - v) <= e);

describe('kinks', () => {
  const f32 = ball({ dtype: 'f32' });

  test('first: the first operand has the derivative', () => {
    expect(gradient(float64, first, relu, [0])).toEqual({ slopes: [0], kinks: 1 });
    expect(gradient(float64, first, (A, [x]) => A.max(x, A.number(0)), [0])).toEqual({
      slopes: [1],
      kinks: 1,
    });
    expect(gradient(float64, first, (A, [a, b]) => A.min(a, b), [2, 2])).toEqual({
      slopes: [1, 0],
      kinks: 1,
    });
    expect(gradient(float64, first, (A, [x]) => A.abs(x), [0])).toEqual({ slopes: [1], kinks: 1 });
    expect(gradient(float64, first, leaky, [0])).toEqual({ slopes: [1], kinks: 1 });
  });

  test('no tie, no kink', () => {
    for (const f of [relu, leaky, unaries.abs]) expect(gradient(f32, hull, f, [f32.number(2)]).kinks).toBe(0);
    expect(gradient(float64, first, relu, [2]).slopes).toEqual([1]);
    expect(gradient(float64, first, (A, [a, b]) => A.min(a, b), [1, 2]).slopes).toEqual([1, 0]);
    expect(gradient(f32, hull, relu, [f32.number(-1)]).slopes).toEqual([{ v: 0, e: 0 }]);
  });

  test.each([
    ['exact', { v: 0, e: 0 }],
    ['undecided', { v: 1e-9, e: 1e-8 }],
  ])('hull, %s: both one-sided derivatives are in the ball', (_, x) => {
    const slopes = (f: Formula): Ball => {
      const { slopes, kinks } = gradient(f32, hull, f, [x]);
      expect(kinks).toBe(1);
      return slopes[0];
    };
    expect(holds(slopes(relu), 0, 0.5, 1)).toBe(true);
    expect(holds(slopes(leaky), 0.25, 1)).toBe(true);
    expect(holds(slopes(unaries.abs), -1, 0, 1)).toBe(true);
    expect(holds(slopes(relu), 3)).toBe(false);
  });

  test('a tie that no gradient can feel is decided', () => {
    const A = tape(f32, hull);
    expect(A.less(A.number(2), A.number(2))).toBe(false);
    expect(A.max(A.number(2), A.number(2)).index).toBe(-1);
    expect(A.kinks).toBe(0);
    const x = A.input(f32.number(2));
    expect(A.less(x, A.number(2))).toBeUndefined();
    expect(A.less(A.stop(x), A.number(2))).toBe(false);
    expect(A.kinks).toBe(1);
  });

  test('a zero adjoint does not meet an infinite slope, and says so', () => {
    const dead: Formula = (A, [x]) => A.mul(A.number(0), A.sqrt(x));
    expect(gradient(float64, first, dead, [0])).toEqual({ slopes: [0], kinks: 1 });
    // Other implementations multiply the zero by the slope all the same.
    expect(gradient(f32, hull, dead, [f32.number(0)]).slopes[0]?.e).toBe(Infinity);
    expect(gradient(float64, first, (A, [x]) => A.sqrt(x), [0]).slopes).toEqual([Infinity]);
    expect(gradient(f32, hull, (A, [x]) => A.sqrt(x), [f32.number(0)]).slopes[0].e).toBe(Infinity);
  });
});

test('the ball admits the cancelling derivatives of libraries and the accurate ones', () => {
  const f32 = ball({ dtype: 'f32' });
  const y = Math.fround(1 / (1 + Math.exp(-12)));
  const sigmoid = gradient(f32, hull, unaries.sigmoid, [f32.number(12)]).slopes[0];
  expect(holds(sigmoid, Math.fround(y * Math.fround(1 - y)), Math.exp(-12) / (1 + Math.exp(-12)) ** 2)).toBe(
    true,
  );
  const t = Math.fround(Math.tanh(6));
  const tanh = gradient(f32, hull, unaries.tanh, [f32.number(6)]).slopes[0];
  expect(holds(tanh, Math.fround(1 - Math.fround(t * t)), 1 / Math.cosh(6) ** 2)).toBe(true);
});

test('nodes know their values', () => {
  const A = tape(float64, first);
  const x: Node<number> = A.input(2);
  expect(A.toNumber(A.add(x, A.number(1)))).toBe(3);
  expect(A.name).toBe('tape of float64');
});
