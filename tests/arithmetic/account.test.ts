import { expect, test } from 'vitest';
import { accounting, greatestGrowth, roundings } from '../../reference/arithmetic/account.ts';
import { ball } from '../../reference/arithmetic/ball.ts';

const U = 2 ** -24;
const A = accounting(ball({ dtype: 'f32' }));
const third = A.ratio(1n, 3n);

test('the balls are those of the arithmetic beneath', () => {
  const plain = ball({ dtype: 'f32' });
  const [x, y] = [0.3, -7.1];
  expect(A.exp(A.mul(A.number(x), A.number(y))).ball).toEqual(
    plain.exp(plain.mul(plain.number(x), plain.number(y))),
  );
});

test('a sum of n products rounds n times and n − 1 times more', () => {
  const products = [3, 5, 7, 11].map((x) => A.mul(third, A.number(x)));
  // 1/3 itself is rounded once, however often it is used.
  expect(roundings(A.sum(products))).toBe(1 + 4 + 3);
});

test('signs, maxima, zeros and powers of two do not round', () => {
  const [four, zero] = [A.number(4), A.number(0)];
  expect(roundings(A.neg(A.abs(A.max(A.mul(third, four), zero))))).toBe(1);
  expect(roundings(A.add(third, zero))).toBe(1);
  expect(roundings(A.sum([zero, third]))).toBe(1);
  expect(roundings(A.mul(four, zero))).toBe(0);
});

test('a sigmoid is an exponential, a sum and a quotient', () => {
  expect(roundings(A.sigmoid(A.number(1)))).toBe(3);
});

test('a difference that cancels is found, and by how much the error grows', () => {
  const quarter = A.mul(third, A.number(0.75));
  const near = A.sub(quarter, A.number(1 / 4 - 2 ** -20));
  const growth = greatestGrowth(A.mul(near, A.number(3)), U)!;
  expect(growth.at.op).toBe('sub');
  // What is left is 2⁻¹⁸ of a quarter.
  expect(growth.times).toBeGreaterThan(2 ** 15);
  expect(growth.times).toBeLessThan(2 ** 19);
  const nothing = A.sub(quarter, A.number(1 / 4));
  expect(greatestGrowth(A.add(nothing, A.number(2 ** -30)), U)!.times).toBe(Infinity);
});

test('what leads to most of the error counts, not what cancels beside it', () => {
  const tiny = A.sub(A.mul(third, A.number(0.75)), A.number(1 / 4));
  const sum = A.add(tiny, A.exp(A.mul(third, A.number(120))));
  expect(greatestGrowth(sum, U)!.at.op).toBe('exp');
});

test('a few roundings are no growth', () => {
  expect(greatestGrowth(A.add(A.mul(third, third), third), U)).toBeUndefined();
});
