import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
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

describe('what is exact adds nothing', () => {
  test('integers and dyadic fractions', () => {
    const dyadic = fc.integer({ min: -4096, max: 4096 }).map((k) => k / 64);
    fc.assert(
      fc.property(dyadic, dyadic, dyadic, (x, y, z) => {
        const [a, b, c] = [N(x), N(y), N(z)];
        const result = A.div(A.sum([A.mul(a, b), A.power(c, 3), A.sub(A.max(a, b), A.abs(c))]), N(-8));
        expect(result.e).toBe(0);
        expect(A.toNumber(result) + 0).toBe((x * y + z ** 3 + Math.max(x, y) - Math.abs(z)) / -8 + 0);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each([
    ['exp(0)', () => A.exp(N(0)), 1],
    ['log(1)', () => A.log(N(1)), 0],
    ['√16', () => A.sqrt(N(16)), 4],
    ['σ(0)', () => A.sigmoid(N(0)), 0.5],
    ['3/4', () => A.ratio(3n, 4n), 0.75],
    ['0 · (1/3)', () => A.mul(N(0), A.ratio(1n, 3n)), 0],
    ['(1/3)^0', () => A.pow(A.ratio(1n, 3n), N(0)), 1],
    ['9^(3/2)', () => A.pow(N(9), N(1.5)), 27],
    ['1^(1/3)', () => A.pow(N(1), A.ratio(1n, 3n)), 1],
    ['min(1/3, -7)', () => A.min(A.ratio(1n, 3n), N(-7)), -7],
  ])('%s', (_, f, expected) => {
    const result = f();
    expect(A.toNumber(result)).toBe(expected);
    expect(result.e).toBe(0);
  });

  test('what is not exact has a radius of about a unit in the last place', () => {
    for (const result of [A.ratio(1n, 3n), A.exp(N(1)), A.sqrt(N(2)), A.mul(A.ratio(1n, 3n), N(1.5))]) {
      expect(radius(result)).toBeGreaterThan(0);
      expect(radius(result)).toBeLessThan(2 ** -108);
    }
  });
});

describe('bounds are close to what the function does', () => {
  const wide = bigBall(425);
  const points: [Parameters<typeof moved>[0], number[]][] = [
    ['exp', [-1e5, -30, 0.1, 30, 1e5]],
    ['expm1', [-30, -1, 1e-9, 30]],
    ['log', [1e-300, 0.3, 1.001, 100]],
    ['log1p', [-0.999, -0.3, 1e-9, 100]],
    ['sqrt', [1e-300, 2, 1e300]],
    ['tanh', [1e-9, 0.1, 1, 60, -60]],
    ['sin', [1e-9, 0.5, 3]],
    ['cos', [1e-9, 0.5, 1.5]],
    ['erf', [1e-9, 0.3, -8]],
    ['sigmoid', [-700, -30, -1, 0, 1, 30]],
    ['softplus', [-700, -30, -1, 0, 1, 30]],
  ];

  /** The farther of f(v ± e) from f(v). */
  function moved(
    name:
      | 'exp'
      | 'expm1'
      | 'log'
      | 'log1p'
      | 'sqrt'
      | 'tanh'
      | 'sin'
      | 'cos'
      | 'erf'
      | 'sigmoid'
      | 'softplus',
    v: BigFloat,
    e: BigFloat,
  ): BigFloat {
    const [below, at, above] = [truth.sub(v, e), v, truth.add(v, e)].map((x) => truth[name](x));
    return truth.max(truth.abs(truth.sub(above!, at!)), truth.abs(truth.sub(at!, below!)));
  }

  test.each(points)('%s', (name, values) => {
    for (const x of values) {
      const v = fromNumber(x);
      const e = powerOfTwo(Math.floor(Math.log2(Math.abs(x) || 1)) - 40);
      const bound = toBigFloat(wide[name]({ v, e }).e);
      expect(truth.toNumber(truth.div(bound, moved(name, v, toBigFloat(e)))), `at ${x}`).toBeLessThan(2.5);
    }
  });

  test('a relative error of exp, σ and softplus stays one in their far tails', () => {
    for (const name of ['exp', 'sigmoid', 'softplus'] as const) {
      const { v, e } = A[name](A.add(N(-1e6), A.ratio(1n, 3n)));
      expect(truth.toNumber(truth.div(toBigFloat(e), v))).toBeLessThan(2 ** -90);
    }
  });
});

describe('special values', () => {
  const unknown = A.div(N(1), N(0));
  const third = A.ratio(1n, 3n);
  const around0 = A.sub(A.mul(third, N(3)), N(1));

  test.each([
    ['exp(-∞) = 0', () => A.exp(N(-Infinity)), 0],
    ['1/∞ = 0', () => A.div(third, N(Infinity)), 0],
    ['1/3 + ∞ = ∞', () => A.add(third, N(Infinity)), Infinity],
    ['1/3 · -∞ = -∞', () => A.mul(third, N(-Infinity)), -Infinity],
    ['max(1/3, -∞)', () => A.sub(A.max(third, N(-Infinity)), third), 0],
    ['log 0 = -∞', () => A.log(N(0)), -Infinity],
    ['σ(-∞) = 0', () => A.sigmoid(N(-Infinity)), 0],
    ['0^(1/3) = 0', () => A.pow(N(0), third), 0],
  ])('%s', (_, f, expected) => {
    const result = f();
    expect(A.toNumber(result)).toBe(expected);
    expect(radius(result)).toBeLessThan(Number.isFinite(expected) ? 2 ** -100 : Number.MIN_VALUE);
  });

  test.each([
    ['∞ - ∞', () => A.sub(N(Infinity), N(Infinity))],
    ['0 · ∞', () => A.mul(N(0), N(Infinity))],
    ['around 0 · ∞', () => A.mul({ v: fromNumber(1e-9), e: 1e-8 }, N(Infinity))],
    ['NaN', () => N(Number.NaN)],
    ['1/0', () => A.div(N(1), N(0))],
    ['1 / around 0', () => A.div(N(1), around0)],
    ['log of around 0', () => A.log(around0)],
    ['log(-1)', () => A.log(N(-1))],
    ['√-1', () => A.sqrt(N(-1))],
    ['0^-1', () => A.power(N(0), -1)],
    ['exp(1e300)', () => A.exp(N(1e300))],
    ['0 · unknown', () => A.mul(N(0), unknown)],
    ['tanh(unknown)', () => A.tanh(unknown)],
    ['max(unknown, 1)', () => A.max(unknown, N(1))],
    ['√unknown', () => A.sqrt(unknown)],
  ])('nothing is known of %s', (_, f) => expect(f().e).toBe(Infinity));

  test('√ of a ball around 0 is a ball around 0', () => {
    const result = A.sqrt(around0);
    expect(radius(result)).toBeGreaterThan(2 ** -58);
    expect(radius(result)).toBeLessThan(2 ** -54);
  });

  test('exp(-1e300) is 0 or hardly more', () => {
    const result = A.exp(N(-1e300));
    expect(A.toNumber(result)).toBe(0);
    expect(result.e).not.toBe(0);
    expect(radius(result)).toBe(Number.MIN_VALUE);
  });

  test('of a sine that cannot be reduced the range is known', () => {
    const result = A.sin(A.exp(N(1e6)));
    expect([A.toNumber(result), radius(result)]).toEqual([0, 1]);
  });

  test('comparisons of overlapping balls are undecided', () => {
    expect(A.less(around0, N(0))).toBeUndefined();
    expect(A.equal(around0, N(0))).toBeUndefined();
    expect(A.equal(third, third)).toBeUndefined();
    expect(A.less(unknown, N(0))).toBeUndefined();
    expect(A.equal(N(0), N(-0))).toBe(true);
    expect(A.less(third, N(0.4))).toBe(true);
    expect(A.equal(third, N(0.4))).toBe(false);
  });

  test('balls that touch are not told apart, balls that do not are', () => {
    const around = (v: number): BigBall => ({ v: fromNumber(v), e: 2 ** -10 });
    expect(A.less(around(1), around(1 + 1.5 * 2 ** -10))).toBeUndefined();
    expect(A.less(around(1), around(1 + 2 * 2 ** -10))).toBeUndefined();
    expect(A.less(around(1), around(1 + 2.5 * 2 ** -10))).toBe(true);
    expect(A.less(around(1 + 2.5 * 2 ** -10), around(1))).toBe(false);
  });

  test('a join of equal centres has the larger radius', () => {
    const [narrow, wider] = [1e-9, 1e-8].map((e): BigBall => ({ v: fromNumber(1), e }));
    expect(radius(A.join(narrow!, wider!))).toBe(1e-8);
    expect(radius(A.join(wider!, narrow!))).toBe(1e-8);
  });

  test('fewer than 64 bits are refused', () => expect(() => bigBall(53)).toThrow(RangeError));
});
