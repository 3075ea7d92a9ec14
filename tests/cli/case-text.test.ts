import { expect, it } from 'vitest';
import { caseText } from '../../cli/lib/case-text.ts';
import { numberText } from '../../cli/lib/number-text.ts';

it('has the numbers in their shapes, and what is zero by its shape alone', () => {
  const text = caseText(
    {
      options: { axis: -1, mode: 'mean' },
      inputs: {
        x: { shape: [2, 2], data: [1, 0, -2, 'NaN'] },
        p: { shape: [], data: [0.5] },
        W: { shape: [3, 1], data: [0, 0, 0] },
        b: { shape: [1], data: ['-0'] },
      },
      cotangents: { y: { shape: [1], data: [0] } },
    },
    'f64',
  );
  expect(text).toBe('axis=-1 mode=mean x=[[1, 0], [-2, NaN]] p=0.5 b=[-0] (all others 0: W[3,1] dy[1])');
});

it('has the few numbers of a large tensor that are not zero', () => {
  const data = Array.from({ length: 24 }, (_, n) => (n === 5 ? 1 : n === 23 ? -3 : 0));
  const text = caseText({ options: {}, inputs: { W: { shape: [2, 3, 4], data } } }, 'f64');
  expect(text).toBe('W[2,3,4] with [0,1,1]=1 [1,2,3]=-3, else 0');
});

it('says when all is zero, and how much of a full large tensor is left out', () => {
  expect(caseText({ options: {}, inputs: { x: { shape: [1], data: [0] } } }, 'f32')).toBe('(all 0: x[1])');
  const full = { shape: [100], data: Array.from({ length: 100 }, () => 1) };
  expect(caseText({ options: {}, inputs: { x: full } }, 'f32')).toMatch(/ \[63\]=1 and 36 more, else 0$/u);
});

it('has the fewest digits that say the number', () => {
  expect(numberText(Math.fround(0.1), 'f32')).toBe('0.1');
  expect(numberText(Math.fround(1 / 3), 'f32')).toBe('0.33333334');
  expect(numberText(1 / 3, 'f64')).toBe('0.3333333333333333');
  expect(numberText(2 ** -149, 'f32')).toBe('1e-45');
  expect(numberText('-Infinity', 'f32')).toBe('-Infinity');
});
