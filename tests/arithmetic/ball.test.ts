import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { type Ball, ball } from '../../reference/arithmetic/ball.ts';
import { type Dtype, formats, roundTo } from '../../reference/arithmetic/dtype.ts';
import { decimal, decimals, distance } from './decimal.ts';
import { machine } from './machine.ts';
import { program, run } from './program.ts';
import { random } from './random.ts';

const u = formats.f32.unitRoundoff;
const f32 = ball({ dtype: 'f32' });
const exactly = (v: number): Ball => ({ v, e: 0 });
const zero = exactly(0);
const unknown: Ball = { v: 1, e: Infinity };

/** Inputs of one magnitude, or of several, or near the bottom of the range. */
function inputs(draw: ReturnType<typeof random>, dtype: Dtype, n: number): number[] {
  const spread = draw.below(3);
  const low = Math.log(formats[dtype].smallestNormal);
  const scale = () =>
    spread === 0
      ? 1
      : Math.exp(spread === 1 ? draw.between(-4, 3) : draw.between(draw.chance(0.2) ? low : -14, 2));
  return Array.from({ length: n }, () => roundTo(dtype, draw.between(-2, 2) * scale()));
}

describe('every admissible computation of a random formula lies within its bound', () => {
  test.each([
    ['f32', false],
    ['f32', true],
    ['f64', false],
    ['f16', false],
    ['bf16', false],
  ] as [Dtype, boolean][])('%s, flush to zero %s', (dtype, ftz) => {
    const draw = random(2024);
    const bounds = ball({ dtype, ftz });
    const exceeded: string[] = [];
    const relative: number[] = [];
    let infinite = 0;
    for (let i = 0; i < 300; i++) {
      const steps = program(draw, 4, 8);
      const x = inputs(draw, dtype, 4);
      const exact = run(steps, decimals, x.map(decimal));
      const balls = run(steps, bounds, x.map(bounds.number));
      const computed = [balls.map((b) => b.v)];
      for (let k = 0; k < 4; k++) {
        const computer = machine(dtype, draw, ftz);
        computed.push(run(steps, computer, x.map(computer.number)));
      }
      for (let s = 4; s < balls.length; s++) {
        const { v, e } = balls[s];
        if (e === Infinity) infinite++;
        else if (v !== 0) relative.push(e / (formats[dtype].unitRoundoff * Math.abs(v)));
        for (const values of computed) {
          if (e < Infinity && !(distance(values[s], exact[s]) <= e)) {
            exceeded.push(`${steps[s - 4]} of ${x}: ${values[s]} is not ${exact[s]} ± ${e}`);
          }
        }
      }
    }
    expect(exceeded).toEqual([]);
    expect(infinite).toBeLessThan(30);
    relative.sort((a, b) => a - b);
    expect(relative.length).toBeGreaterThan(2_000);
    // Not vacuous: half of all bounds are below 8 u|v|, and nine tenths below 40.
    expect(relative[relative.length >> 1]).toBeLessThan(8);
    expect(relative[Math.floor(relative.length * 0.9)]).toBeLessThan(40);
  });
});

/** e in units of u|v|. */
const inUnits = ({ v, e }: Ball): number => e / (u * Math.abs(v));

describe('bounds are what the error analysis says', () => {
  test('one rounding, two for a quotient, 2 ulp for a function, three more for the sigmoid', () => {
    expect(inUnits(f32.add(exactly(1), exactly(3)))).toBeCloseTo(1, 5);
    expect(inUnits(f32.mul(exactly(3), exactly(5)))).toBeCloseTo(1, 5);
    expect(inUnits(f32.div(exactly(1), exactly(3)))).toBeCloseTo(2, 5);
    expect(inUnits(f32.tanh(exactly(-1)))).toBeCloseTo(4, 5);
    expect(inUnits(f32.tanh(exactly(1e-20)))).toBeCloseTo(4, 5);
    expect(inUnits(f32.erf(exactly(1e-20)))).toBeCloseTo(4, 5);
    expect(inUnits(f32.sigmoid(exactly(-80)))).toBeCloseTo(7, 1);
    expect(inUnits(f32.softplus(exactly(-50)))).toBeCloseTo(9, 4);
    expect(inUnits(ball({ dtype: 'f32', functionUlp: 5 }).exp(exactly(1)))).toBeCloseTo(10, 4);
  });

  test('a sum of n terms errs by n − 1 roundings of their sizes', () => {
    const terms = Array.from({ length: 101 }, (_, i) => exactly(i % 2 ? 3 : -3));
    expect(f32.sum(terms).e / (u * 303)).toBeCloseTo(100, 2);
  });

  test('a softmax of 8 has a relative bound below 30 u', () => {
    const draw = random(3);
    const units = Array.from({ length: 200 }, () => {
      const x = Array.from({ length: 8 }, () => exactly(Math.fround(draw.between(-2, 2))));
      const e = x.map((a) => f32.exp(f32.sub(a, x.reduce(f32.max))));
      return inUnits(f32.div(e[0], f32.sum(e)));
    });
    expect(Math.max(...units)).toBeLessThan(30);
  });

  test('functions that err by more than they may are outside', () => {
    for (const f of ['exp', 'tanh', 'sigmoid', 'softplus', 'erf'] as const) {
      const { e } = f32[f](exactly(0.7));
      const exact = decimals[f](decimal(0.7));
      expect(distance(exact.toNumber() * (1 + 2 ** -20), exact)).toBeGreaterThan(e);
    }
  });
});

describe('what is exact stays exact', () => {
  const a: Ball = { v: 3, e: 1e-6 };

  test('0 and powers of two', () => {
    expect(f32.add(a, zero)).toEqual(a);
    expect(f32.sub(zero, a)).toEqual({ v: -3, e: 1e-6 });
    expect(f32.mul(a, zero)).toEqual(zero);
    expect(f32.mul(exactly(-1), a)).toEqual({ v: -3, e: 1e-6 });
    expect(f32.mul(exactly(3), exactly(0.25))).toEqual(exactly(0.75));
    expect(f32.div(exactly(3), exactly(2))).toEqual(exactly(1.5));
    expect(f32.div(zero, a)).toEqual(zero);
    expect(f32.sub(exactly(0.1), exactly(0.1))).toEqual(zero);
    expect(f32.sum([zero, a, zero])).toEqual(a);
    expect(f32.sum([])).toEqual(zero);
    expect(f32.tanh(zero)).toEqual(zero);
    expect(f32.power(a, 1)).toEqual(a);
  });

  test('a power of two rounds where it underflows', () => {
    const small = f32.mul(exactly(formats.f32.smallestNormal * (1 + 2 ** -23)), exactly(0.25));
    expect(small.e).toBeGreaterThanOrEqual(formats.f32.smallestSubnormal / 4);
  });

  test('rationals that the type holds', () => {
    expect(f32.ratio(1n, 2n)).toEqual(exactly(0.5));
    expect(f32.ratio(-16777217n, 16777216n).e).toBeGreaterThan(0);
    const tenth = f32.ratio(1n, 10n);
    expect(distance(Math.fround(0.1), decimals.ratio(1n, 10n))).toBeLessThanOrEqual(tenth.e);
    expect(inUnits(tenth)).toBeCloseTo(1, 5);
  });

  test('numbers that the type holds', () => {
    expect(f32.number(0.1).e).toBeGreaterThanOrEqual(Math.abs(Math.fround(0.1) - 0.1));
    expect(f32.number(Math.fround(0.1)).e).toBe(0);
    expect(f32.number(1e39).e).toBe(Infinity);
    expect(ball({ dtype: 'f64' }).number(0.1).e).toBe(0);
  });

  test('masks of −∞ leave exact zeros', () => {
    const masked = f32.sub(exactly(-Infinity), a);
    expect(masked).toEqual(exactly(-Infinity));
    expect(f32.exp(masked)).toEqual(zero);
    expect(f32.max(masked, a)).toEqual(a);
    expect(f32.sigmoid(masked)).toEqual(zero);
    expect(f32.log(zero)).toEqual(exactly(-Infinity));
    expect(f32.sum([masked, a, exactly(-Infinity)])).toEqual(exactly(-Infinity));
    expect(f32.sum([exactly(Infinity), exactly(-Infinity)]).e).toBe(Infinity);
    expect(f32.mul(exactly(Infinity), { v: 1, e: 2 }).e).toBe(Infinity);
    expect(f32.mul(exactly(Infinity), zero).e).toBe(Infinity);
  });
});

describe('the ends of the range', () => {
  test('what may overflow in the type has no bound', () => {
    expect(f32.mul(exactly(2 ** 100), exactly(2 ** 28)).e).toBe(Infinity);
    expect(f32.exp(exactly(89)).e).toBe(Infinity);
    expect(f32.exp(exactly(88)).e).toBeLessThan(Infinity);
    expect(f32.sum([exactly(3e38), exactly(3e38), exactly(-3e38)]).e).toBe(Infinity);
    expect(ball({ dtype: 'f16' }).exp(exactly(12)).e).toBe(Infinity);
  });

  test('a divisor that may be 0, a logarithm or reciprocal that may meet its pole', () => {
    const near = { v: 1e-3, e: 1e-3 };
    expect(f32.div(exactly(1), near).e).toBe(Infinity);
    expect(f32.div(exactly(1), zero).e).toBe(Infinity);
    expect(f32.log(near).e).toBe(Infinity);
    expect(f32.power(near, -1).e).toBe(Infinity);
    expect(f32.div(exactly(1), { v: 1, e: 0.25 }).e).toBeLessThan(Infinity);
  });

  test('a root is bounded by the root of the error where its argument may be 0', () => {
    const { v, e } = f32.sqrt({ v: 0, e: 1e-12 });
    expect(v).toBe(0);
    expect(e).toBeGreaterThanOrEqual(1e-6);
    expect(e).toBeLessThan(1.01e-6);
    expect(f32.sqrt({ v: -1e-9, e: 1e-8 }).e).toBeLessThan(2e-4);
    expect(f32.sqrt(exactly(-1)).e).toBe(Infinity);
  });

  test('where exp(−x) overflows the sigmoid may be flushed, and only there', () => {
    const flushed = f32.sigmoid(exactly(-95));
    expect(flushed.e).toBeGreaterThanOrEqual(flushed.v);
    expect(flushed.e).toBeLessThan(1.01 * formats.f32.smallestNormal);
    const kept = f32.sigmoid(exactly(-86));
    expect(kept.e).toBeLessThan(kept.v / 1000);
  });

  test('flushing to zero is admitted when declared', () => {
    const tiny = formats.f32.smallestNormal / 2;
    const flushing = ball({ dtype: 'f32', ftz: true });
    expect(flushing.number(tiny).e).toBe(tiny);
    expect(f32.number(tiny).e).toBe(0);
    expect(flushing.mul(exactly(1e-20), exactly(1e-20)).e).toBeGreaterThan(1e-40);
    expect(f32.mul(exactly(1e-20), exactly(1e-20)).e).toBeLessThan(9 * formats.f32.smallestSubnormal);
  });

  test('bounded functions stay bounded', () => {
    expect(f32.tanh({ v: 0, e: 1e6 }).e).toBeCloseTo(2, 5);
    expect(f32.sigmoid({ v: 0, e: 1e6 }).e).toBeCloseTo(1, 5);
    expect(f32.cos({ v: 1, e: 1e6 }).e).toBeCloseTo(2, 5);
    expect(f32.tanh({ v: 30, e: 1 }).e).toBeLessThan(4.1 * u);
  });

  test('no bound is NaN or negative, whatever is put in', () => {
    const edges = [0, -0, 1, -1, 1e-45, 5e-324, -3e38, 1e308, Infinity, -Infinity, Number.NaN];
    const balls = edges.flatMap((v) => [0, 1e-320, 1, 1e300, Infinity].map((e): Ball => ({ v, e })));
    const unary = [
      'neg',
      'abs',
      'exp',
      'expm1',
      'log',
      'log1p',
      'sqrt',
      'tanh',
      'sin',
      'cos',
      'erf',
      'sigmoid',
      'softplus',
    ] as const;
    const binary = ['add', 'sub', 'mul', 'div', 'pow', 'max', 'min', 'join'] as const;
    const bad: string[] = [];
    const check = (name: string, a: Ball, b: Ball, result: Ball) => {
      const nothing =
        Number.isNaN(result.v) && result.e < Infinity && !Number.isNaN(a.v) && !Number.isNaN(b.v);
      if (!(result.e >= 0) || nothing)
        bad.push(`${name} ${a.v}±${a.e} ${b.v}±${b.e}: ${result.v}±${result.e}`);
    };
    for (const arithmetic of [f32, ball({ dtype: 'f64' }), ball({ dtype: 'f16', ftz: true })]) {
      for (const a of balls) {
        for (const f of unary) check(f, a, zero, arithmetic[f](a));
        for (const n of [-3, 0, 2]) check(`power ${n}`, a, zero, arithmetic.power(a, n));
        for (const b of balls) {
          for (const f of binary) check(f, a, b, arithmetic[f](a, b));
          check('sum', a, b, arithmetic.sum([a, b, a]));
        }
      }
    }
    expect(bad).toEqual([]);
  });
});

describe('choices', () => {
  const narrow: Ball = { v: 1, e: 0.01 };
  const wide: Ball = { v: 1.01, e: 0.01 };

  test('are undecided where balls overlap, decided where they are exact', () => {
    expect(f32.less(narrow, wide)).toBeUndefined();
    expect(f32.equal(narrow, narrow)).toBeUndefined();
    expect(f32.less(narrow, exactly(2))).toBe(true);
    expect(f32.less(exactly(2), narrow)).toBe(false);
    expect(f32.equal(narrow, exactly(2))).toBe(false);
    expect(f32.less(exactly(1), exactly(1))).toBe(false);
    expect(f32.equal(exactly(0), exactly(-0))).toBe(true);
    expect(f32.less(unknown, exactly(1e30))).toBeUndefined();
  });

  test('max and min move no further than their operands', () => {
    expect(f32.max(narrow, wide)).toEqual({ v: 1.01, e: 0.01 });
    expect(f32.min(narrow, { v: 5, e: 1 })).toEqual(narrow);
    expect(f32.max(exactly(Number.NaN), narrow).e).toBe(Infinity);
  });

  test('a join holds both, whichever of them is exact and whichever computed', () => {
    const { v, e } = f32.join(exactly(0), exactly(1));
    expect(e).toBeGreaterThanOrEqual(1);
    expect(Math.abs(v - 0)).toBeLessThanOrEqual(e);
    expect(Math.abs(v - 1)).toBeLessThanOrEqual(e);
    expect(f32.join(narrow, narrow)).toEqual(narrow);
  });
});

test('functions too poor for the type are refused', () => {
  expect(() => ball({ dtype: 'bf16', functionUlp: 100 })).toThrow(RangeError);
  expect(() => ball({ dtype: 'f32', functionUlp: -1 })).toThrow(RangeError);
});

test('a certificate of a double holds its own cancellation', () => {
  const f64: Arithmetic<Ball> = ball({ dtype: 'f64' });
  const third = f64.ratio(1n, 3n);
  const { v, e } = f64.sub(f64.mul(third, exactly(3e8)), exactly(1e8));
  expect(Math.abs(v)).toBeLessThanOrEqual(e);
  expect(e).toBeLessThan(1e-7);
});
