import { describe, expect, it } from 'vitest';
import { compare, comparison, readResult } from '../../bench/peers/lib/compare.ts';
import { resultOf } from './result.ts';

const before = resultOf({ js: [400], wasm: [50, 60], 'wasm-relaxed': [40], machine: [40], other: [70] });

describe('a run against a saved one', () => {
  it('sees no change where the whole machine was slower', () => {
    const busy = resultOf({ js: [800], wasm: [100, 130], 'wasm-relaxed': [80], machine: [80], other: [70] });
    expect(compare(before, busy, 'js').changes.map(({ slower }) => slower)).toEqual([0, 0]);
    expect(comparison(before, busy, 'js', 0.15).worse).toBe(false);
  });

  it('lists what is slower by more than the noise', () => {
    const after = resultOf({ js: [400], wasm: [60], 'wasm-relaxed': [40], machine: [40] });
    const { text, worse } = comparison(before, after, 'machine', 0.15);
    expect(worse).toBe(true);
    expect(text).toContain('matmul · wasm: 1.25 then, 1.50 now (20 % slower)');
    expect(comparison(before, after, 'machine', 0.25).worse).toBe(false);
  });

  it('holds a relaxed build to the peak of its own instructions', () => {
    const peaks = { machine: [40], 'machine-relaxed': [30] };
    const one = resultOf({ 'wasm-relaxed': [60], ...peaks });
    expect(compare(one, one, 'machine').changes[0].before).toBe(2);
  });

  it('lists what was timed then and fails now, but not what was left out', () => {
    const after = resultOf({ js: [400], wasm: [], machine: [40] });
    const { text, worse } = comparison(before, after, 'machine', 0.15);
    expect(worse).toBe(true);
    expect(text).toContain('matmul · wasm: timed then, not now');
    expect(text).not.toContain('wasm-relaxed');
  });

  it.each([
    ['{', 'it is not JSON'],
    ['null', 'not a run saved by --json'],
    ['{"format":"other"}', 'not a run saved by --json'],
  ])('refuses %s', (text, message) => {
    expect(() => readResult(text)).toThrow(message);
  });
});
