import * as fc from 'fast-check';

/** Doubles ±1.f · 2^e with e uniform in the range: fast-check's own are uniform in the bits, most of them tiny. */
export const doubles = (low: number, high: number, sign: 'any' | 'positive' = 'any'): fc.Arbitrary<number> =>
  fc
    .tuple(
      fc.integer({ min: low, max: high }),
      fc.nat(2 ** 26 - 1),
      fc.nat(2 ** 26 - 1),
      sign === 'any' ? fc.boolean() : fc.constant(false),
    )
    .map(([e, a, b, negative]) => (negative ? -1 : 1) * (1 + a * 2 ** -26 + b * 2 ** -52) * 2 ** e);

/** Doubles 1 ± 2^-k · 1.f */
export const nearOne: fc.Arbitrary<number> = doubles(-52, -1).map((d) => 1 + d);

/** Every double but NaN, all bit patterns alike: a third of them is of no ordinary size. */
export const anyBits: fc.Arbitrary<number> = fc
  .bigInt({ min: 0n, max: 2n ** 64n - 1n })
  .map((bits) => new Float64Array(BigUint64Array.of(bits).buffer)[0]!)
  .filter((x) => !Number.isNaN(x));
