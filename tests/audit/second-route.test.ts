import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { climb } from '../../audit/lib/ladder.ts';
import { Tally } from '../../audit/lib/tally.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import { samplesOf } from '../../reference/second-route/sample.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';

describe('decimals', () => {
  const D = decimals(64);

  it('take every digit of a double', () => {
    expect(D.number(0.1).toString()).toBe('0.1000000000000000055511151231257827021181583404541015625');
    expect(
      D.number(2 ** -1074)
        .times(D.scaled(1n, 1074))
        .toString(),
    ).toBe('1');
    expect(D.number(-Infinity).toString()).toBe('-Infinity');
    fc.assert(fc.property(fc.double({ noNaN: true }), (x) => D.number(x).toNumber() === x || x === 0));
  });

  it('compare numbers that differ in the last digit', () => {
    expect(D.math.evaluate('max(1e-50, 2e-50) == 2e-50')).toBe(true);
    expect(D.math.evaluate('1 + 1e-60 > 1')).toBe(true);
  });

  it('know tanh and sech far out', () => {
    expect(String(D.math.evaluate('tanh(1e300)'))).toBe('1');
    expect(String(D.math.evaluate('tanh(-1e20)'))).toBe('-1');
    expect(D.math.evaluate('sech(1000) - 2 * exp(-1000)').toNumber()).toBe(0);
    expect(D.math.evaluate('tanh(0.5) - (e - 1) / (e + 1)').abs().lt('1e-63')).toBe(true);
  });
});

describe('samples', () => {
  const samples = async (name: string, shapes: Record<string, number[]>, options: OptionValues = {}) => {
    const spec = await loadFormula(name);
    const { single, truth } = prepare(spec);
    const inputs = Object.fromEntries(
      Object.entries(shapes).map(([input, shape]) => [input, { shape, data: new Float64Array(0) }]),
    );
    return samplesOf(spec, single, truth.definition, inputs, options);
  };

  it('of elements are the elements', async () => {
    const found = await samples('sigmoid', { x: [2, 3] });
    expect(found.count).toBe(6);
    expect(found.places('x', [2, 3], 4)).toEqual([4]);
    expect(found.shape('y', [2, 3])).toEqual([]);
  });

  it.each([
    [0, 2, [2, 14, 26]],
    [1, 5, [13, 17, 21]],
    [-1, 5, [20, 21, 22, 23]],
  ])('of lanes along axis %i run along it', async (axis, sample, places) => {
    const found = await samples('softmax', { x: [3, 3, 4] }, { axis });
    expect(found.places('x', [3, 3, 4], sample)).toEqual(places);
    expect(found.shape('y', [3, 3, 4])).toEqual([places.length]);
  });

  it('of a batch leave the weights whole', async () => {
    const found = await samples('linear', { x: [2, 3], W: [2, 3], b: [2] });
    expect(found.count).toBe(2);
    expect(found.places('x', [2, 3], 1)).toEqual([3, 4, 5]);
    expect(found.places('W', [2, 3], 1)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(found.places('y', [2, 2], 1)).toEqual([2, 3]);
  });

  it('of a formula without batches are all there is', async () => {
    const found = await samples('squared-error', { y: [2, 2], t: [2, 2] });
    expect(found.count).toBe(1);
    expect(found.places('y', [2, 2], 0)).toEqual([0, 1, 2, 3]);
  });
});

describe('the ladder of digits', () => {
  const { ball: A } = level(256);
  const hold = (truth: ReturnType<typeof A.number>, text: string, far = false) => {
    const tally = new Tally('mathjs');
    const read = (digits: number) => [decimals(digits).math.evaluate(text)];
    return { ...climb([{ truth, name: 'y', far }], read, tally), skipped: tally.report('').skipped };
  };

  it.each([
    ['a rational', A.ratio(1n, 3n), '1 / 3', 64],
    ['a difference that cancels', A.exp(A.number(-100)), '(1 + exp(-100)) - 1', 160],
    ['a zero that rounding hides', A.number(0), '(1 / 3) * 3 - 1', 96],
    ['an infinity', A.number(Infinity), '1 / 0', 64],
    ['more than decimals can hold', A.exp(A.number(1e16)), 'exp(1e16)', 64],
    ['less than all the digits can hold', A.exp(A.number(-3000)), 'log(1 + exp(-3000))', 640],
  ])('accepts %s', (_, truth, text, digits) => {
    expect(hold(truth, text)).toMatchObject({ failures: [], digits });
  });

  it('leaves out what decimals cannot hold, aloud, and only far out', () => {
    const skipped = { 'numbers beyond the range of decimals': 1 } as const;
    expect(hold(A.number(1), '0 / 0', true)).toMatchObject({ failures: [], skipped });
    expect(hold(A.number(1), '2', true).failures).toHaveLength(1);
  });

  it.each([
    ['another number', A.ratio(1n, 3n), '1 / 3 + 1e-55'],
    ['another number under a cancellation', A.exp(A.number(-100)), '(1 + exp(-100) + 1e-99) - 1'],
    ['something in the place of zero', A.number(0), '1e-80'],
    ['nothing in the place of something', A.exp(A.number(-200)), '0'],
    ['an infinity of the other sign', A.number(Infinity), '-1 / 0'],
    ['no number', A.number(1), '0 / 0'],
  ])('does not accept %s', (_, truth, text) => {
    expect(hold(truth, text).failures).toHaveLength(1);
  });
});
