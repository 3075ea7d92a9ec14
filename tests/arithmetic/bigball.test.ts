import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { toBigFloat } from '../../reference/arithmetic/bigball/size.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { bigBall, radius } from '../../reference/arithmetic/bigball.ts';
import { add, sub } from '../../reference/arithmetic/bigfloat/add.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { compare, sign } from '../../reference/arithmetic/bigfloat/compare.ts';
import { fromNumber } from '../../reference/arithmetic/bigfloat/double.ts';
import { mul } from '../../reference/arithmetic/bigfloat/mul.ts';
import type { BigFloat } from '../../reference/arithmetic/bigfloat/number.ts';
import { abs } from '../../reference/arithmetic/bigfloat/number.ts';
import { addUp, mulUp, powerOfTwo } from '../../reference/arithmetic/magnitude.ts';
import { doubles, nearOne } from './doubles.ts';
import { program, run } from './program.ts';
import { random } from './random.ts';

const SEED = 20263;
const A = bigBall(113);
const N = A.number;
/** Truth: so many bits that its own error does not matter. */
const truth = bigArithmetic(1400);

const encloses = (ball: BigBall, exact: BigFloat): boolean =>
  ball.e === Infinity || compare(abs(sub(exact, ball.v, 3000)), toBigFloat(ball.e)) <= 0;

/** A ball and a number in it. */
interface Known {
  readonly ball: BigBall;
  readonly exact: BigFloat;
}

/** Centres that are doubles or have all their bits; radii from nothing to far more than the centre. */
const known = (centre: fc.Arbitrary<number>): fc.Arbitrary<Known> =>
  fc
    .tuple(
      fc.tuple(centre, fc.boolean()),
      fc.oneof(fc.constant(-Infinity), fc.integer({ min: -200, max: 4 }), fc.integer({ min: -5, max: 1 })),
      fc.oneof(
        fc.constantFrom(-1, 1, 0),
        fc.integer({ min: -64, max: 64 }).map((k) => k / 64),
      ),
    )
    .map(([[x, full], size, where]) => {
      const v = full ? truth.div(fromNumber(x), fromNumber(3)) : fromNumber(x);
      const e = size === -Infinity || x === 0 ? 0 : powerOfTwo(Math.floor(Math.log2(Math.abs(x))) + size);
      const short = A.add({ v, e: 0 }, N(0));
      const ball = { v: short.v, e: addUp(short.e, e) };
      return { ball, exact: add(ball.v, mul(fromNumber(where), toBigFloat(ball.e), Infinity), Infinity) };
    });

const everywhere = known(fc.oneof(doubles(-300, -8), doubles(-8, 4), doubles(4, 10), fc.constant(0)));
const angles = known(fc.oneof(doubles(-300, -8), doubles(-8, 4), doubles(4, 200)));
const positives = known(fc.oneof(doubles(-300, 300, 'positive'), doubles(-3, 3, 'positive'), nearOne)).filter(
  ({ exact }) => sign(exact) >= 0,
);
const aboveMinusOne = known(fc.oneof(doubles(-300, -1), doubles(0, 300, 'positive'))).filter(
  ({ exact }) => compare(exact, fromNumber(-1)) >= 0,
);

/** Is the whole ball above `floor`, and not by a hair? */
const isAbove = ({ v, e }: BigBall, floor: number): boolean =>
  e !== Infinity && compare(sub(v, toBigFloat(mulUp(e, 1.001)), Infinity), fromNumber(floor)) > 0;

describe('a function of any number in a ball lies in the ball of the function', () => {
  test.each([
    ['neg', everywhere, undefined],
    ['abs', everywhere, undefined],
    ['exp', everywhere, undefined],
    ['expm1', everywhere, undefined],
    ['log', positives, 0],
    ['log1p', aboveMinusOne, -1],
    ['sqrt', positives, undefined],
    ['tanh', everywhere, undefined],
    ['sin', angles, undefined],
    ['cos', angles, undefined],
    ['erf', everywhere, undefined],
    ['sigmoid', everywhere, undefined],
    ['softplus', everywhere, undefined],
  ] as const)('%s', (name, argument, floor) => {
    fc.assert(
      fc.property(argument, ({ ball, exact }) => {
        const result = A[name](ball);
        expect(encloses(result, truth[name](exact))).toBe(true);
        if (floor === undefined || isAbove(ball, floor)) expect(result.e).not.toBe(Infinity);
      }),
      { seed: SEED, numRuns: 250 },
    );
  });

  test.each(['add', 'sub', 'mul', 'max', 'min', 'div'] as const)('%s', (name) => {
    fc.assert(
      fc.property(everywhere, everywhere, (a, b) => {
        const result = A[name](a.ball, b.ball);
        if (name === 'div' && sign(b.exact) === 0) return;
        expect(encloses(result, truth[name](a.exact, b.exact))).toBe(true);
        if (name !== 'div' || isAbove(A.abs(b.ball), 0)) expect(result.e).not.toBe(Infinity);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('pow', () => {
    const exponents = known(fc.oneof(doubles(-3, 5), fc.constantFrom(0, 0.5, 2, -1)));
    fc.assert(
      fc.property(positives, exponents, (a, b) => {
        const result = A.pow(a.ball, b.ball);
        if (sign(a.exact) === 0 && sign(b.exact) < 0) return;
        expect(encloses(result, truth.pow(a.exact, b.exact))).toBe(true);
        if (isAbove(a.ball, 0)) expect(result.e).not.toBe(Infinity);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('an exponent that only rounds to an integer is none', () => {
    const b = A.sub(N(3), N(2 ** -70));
    const result = A.pow(A.ratio(1n, 3n), b);
    expect(encloses(result, truth.pow(truth.ratio(1n, 3n), b.v))).toBe(true);
    expect(radius(result)).toBeLessThan(2 ** -110);
  });

  test('power', () => {
    fc.assert(
      fc.property(everywhere, fc.integer({ min: -9, max: 9 }), (a, n) => {
        if (n < 0 && sign(a.exact) === 0) return;
        const result = A.power(a.ball, n);
        expect(encloses(result, truth.power(a.exact, n))).toBe(true);
        if (n >= 0) expect(result.e).not.toBe(Infinity);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test('sum', () => {
    fc.assert(
      fc.property(fc.array(everywhere, { maxLength: 8 }), (terms) => {
        const result = A.sum(terms.map(({ ball }) => ball));
        expect(encloses(result, truth.sum(terms.map(({ exact }) => exact)))).toBe(true);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test('a decided comparison is right, and both lie in the join', () => {
    fc.assert(
      fc.property(everywhere, fc.option(everywhere), (a, other) => {
        const b = other ?? a;
        const [less, equal] = [A.less(a.ball, b.ball), A.equal(a.ball, b.ball)];
        if (less !== undefined) expect(less).toBe(truth.less(a.exact, b.exact));
        if (equal !== undefined) expect(equal).toBe(truth.equal(a.exact, b.exact));
        const joined = A.join(a.ball, b.ball);
        expect(encloses(joined, a.exact) && encloses(joined, b.exact)).toBe(true);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

describe('whole formulas', () => {
  const draw = random(SEED);
  const sizes = [
    () => draw.between(-3, 3),
    () => draw.below(9) - 4,
    () => draw.between(-1, 1) * 2 ** draw.between(-300, 300),
    () => draw.between(-1000, 1000),
    () => 0,
  ];
  const input = () => sizes[draw.below(sizes.length)]!();

  test.each([64, 113, 213, 425])('at %i bits every ball meets the ball of 2000 bits', (bits) => {
    const [coarse, fine] = [bigBall(bits), bigBall(2000)];
    let bounded = 0;
    let all = 0;
    for (let n = 0; n < 60; n++) {
      const steps = program(draw, 4, 14);
      const inputs = Array.from({ length: 4 }, input);
      const exact = run(steps, fine, inputs.map(fine.number));
      run(steps, coarse, inputs.map(coarse.number)).forEach((ball, k) => {
        const { v, e } = exact[k]!;
        all++;
        if (e === Infinity || ball.e === Infinity) return;
        bounded++;
        const reach = { v: ball.v, e: addUp(ball.e, e) };
        expect(encloses(reach, v), `step ${k - 4} of program ${n}`).toBe(true);
      });
    }
    expect(bounded / all).toBeGreaterThan(0.9);
  });
});

describe('textbook forms and stable ones enclose the same number, at any size', () => {
  const fine = bigBall(2000);
  const pairs: Record<string, (B: Arithmetic<BigBall>, x: BigBall) => [BigBall, BigBall]> = {
    'exp(x) - 1': (B, x) => [B.sub(B.exp(x), B.number(1)), fine.expm1(x)],
    'log(1 + x)': (B, x) => [B.log(B.add(B.number(1), B.abs(x))), fine.log1p(B.abs(x))],
    'log(1 + exp(x))': (B, x) => [B.log(B.add(B.number(1), B.exp(x))), fine.softplus(x)],
    '1 / (1 + exp(-x))': (B, x) => [B.div(B.number(1), B.add(B.number(1), B.exp(B.neg(x)))), fine.sigmoid(x)],
    '(1 - exp(-2x)) / (1 + exp(-2x))': (B, x) => {
      const e = B.exp(B.mul(x, B.number(-2)));
      return [B.div(B.sub(B.number(1), e), B.add(B.number(1), e)), fine.tanh(x)];
    },
    'exp(log(x) / 2)': (B, x) => [B.exp(B.div(B.log(B.abs(x)), B.number(2))), fine.sqrt(B.abs(x))],
    'exp(x log 10)': (B, x) => [B.exp(B.mul(x, B.log(B.number(10)))), fine.pow(B.number(10), x)],
    'sin² + cos²': (B, x) => [B.add(B.power(B.sin(x), 2), B.power(B.cos(x), 2)), B.number(1)],
  };
  const sizes = [Number.MIN_VALUE, 1e-300, 1e-30, 1e-6, 0.5, 1, 40, 750, 1e5, 1e9, 1e17, 1e300];

  test.each(Object.entries(pairs))('%s', (_, pair) => {
    let bounded = 0;
    for (const x of sizes.flatMap((size) => [size, -size])) {
      const [textbook, stable] = pair(A, N(x));
      if (textbook.e === Infinity || stable.e === Infinity) continue;
      bounded++;
      expect(encloses({ v: textbook.v, e: addUp(textbook.e, stable.e) }, stable.v), `at ${x}`).toBe(true);
    }
    expect(bounded).toBeGreaterThanOrEqual(2 * sizes.length - 3);
  });
});
