import { expect, test } from 'vitest';
import { counting } from '../../reference/arithmetic/counting.ts';

test('a sum of n products costs n multiplications and n − 1 additions', () => {
  const A = counting();
  A.sum(Array.from({ length: 12 }, () => A.mul(A.number(1), A.number(2))));
  expect(A.counts()).toEqual({
    additions: 11,
    multiplications: 12,
    divisions: 0,
    functions: 0,
    comparisons: 0,
  });
});

test('every kind is counted, constants and signs are free, reset forgets', () => {
  const A = counting();
  const x = A.neg(A.abs(A.ratio(1n, 3n)));
  A.sub(A.add(x, x), x);
  A.div(A.sigmoid(x), A.tanh(x));
  A.max(x, A.power(x, 3));
  A.power(x, -2);
  expect(A.less(x, x)).toBeUndefined();
  expect(A.toNumber(x)).toBeNaN();
  A.sum([]);
  expect(A.counts()).toEqual({
    additions: 2,
    multiplications: 3,
    divisions: 2,
    functions: 2,
    comparisons: 2,
  });
  A.reset();
  expect(A.counts()).toEqual({
    additions: 0,
    multiplications: 0,
    divisions: 0,
    functions: 0,
    comparisons: 0,
  });
});
