import { describe, expect, it } from 'vitest';
import { keepMask, philox } from '../../backends/lib/random.ts';

describe('Philox2x32-10', () => {
  /** The known answers of Random123 (D. E. Shaw Research), tests/kat_vectors. */
  it.each([
    [0x00000000, 0x00000000, 0x00000000, [0xff1dae59, 0x6cd10df2]],
    [0xffffffff, 0xffffffff, 0xffffffff, [0x2c3f628b, 0xab4fd7ad]],
    [0x243f6a88, 0x85a308d3, 0x13198a2e, [0xdd7ce038, 0xf62a4c12]],
  ])('of counter %i %i under key %i', (low, high, key, answer) => {
    expect(philox(low, high, key)).toEqual(answer);
  });

  it('keeps a share 1 − p, within five standard deviations', () => {
    const [p, length] = [0.3, 20_000];
    const kept = keepMask(11, p, length).reduce((total, bit) => total + bit, 0);
    expect(Math.abs(kept - (1 - p) * length)).toBeLessThan(5 * Math.sqrt(p * (1 - p) * length));
    expect(keepMask(11, 0, 100)).toEqual(new Int32Array(100).fill(1));
    expect(keepMask(11, 1, 100)).toEqual(new Int32Array(100));
  });
});
