import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allKernels, indicesBelow, inner, integers, numbers, range, size } from './exact.ts';

describe.each(allKernels)('%s', (_, k) => {
  describe('matmul', () => {
    const product = fc
      .record({
        batch: size,
        rows: size,
        inner: size,
        columns: size,
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
      })
      .chain((sizes) =>
        fc.record({
          sizes: fc.constant(sizes),
          a: integers(sizes.batch * sizes.rows * sizes.inner),
          b: integers(sizes.batch * sizes.inner * sizes.columns),
          plus: fc
            .constantFrom(1, sizes.rows, sizes.batch * sizes.rows)
            .chain((n) => integers(n * sizes.columns)),
          scale: fc.integer({ min: -3, max: 3 }),
        }),
      );

    it('is the triple loop', () => {
      fc.assert(
        fc.property(product, ({ sizes, a, b, plus, scale }) => {
          const { batch, rows, inner, columns, transposeA, transposeB } = sizes;
          const expected: number[] = [];
          for (let n = 0; n < batch; n++)
            for (let i = 0; i < rows; i++)
              for (let j = 0; j < columns; j++) {
                const terms = range(inner).map((l) => {
                  const ofA = a[n * rows * inner + (transposeA ? l * rows + i : i * inner + l)];
                  return ofA * b[n * inner * columns + (transposeB ? j * inner + l : l * columns + j)];
                });
                const total = terms.reduce((sum, term) => sum + term, 0);
                expected.push(plus[expected.length % plus.length] + scale * total + 0);
              }
          expect(numbers(k.matmul(a, b, { ...sizes, plus, scale }))).toEqual(expected);
        }),
      );
    });

    it('lets NaN and ∞ through a product with zero', () => {
      const a = Float32Array.of(0, 1);
      const sizes = { rows: 1, inner: 2, columns: 1 };
      expect(k.matmul(a, Float32Array.of(Infinity, 1), sizes)[0]).toBeNaN();
      expect(k.matmul(a, Float32Array.of(Number.NaN, 1), { ...sizes, transposeB: true })[0]).toBeNaN();
    });
  });

  describe('axes and rows', () => {
    const block = fc.tuple(size, size, size, size).chain((sizes) =>
      fc.record({
        sizes: fc.constant(sizes),
        x: integers(sizes.reduce((a, b) => a * b)),
        seed: integers(4 ** 3),
      }),
    );

    it('swaps two axes, and back', () => {
      fc.assert(
        fc.property(block, ({ sizes: [a, b, c, d], x }) => {
          const swapped = k.swapAxes(x, a, b, c, d);
          expect(swapped[((a - 1) * c * b + (c - 1) * b) * d]).toBe(x[((a - 1) * b * c + (c - 1)) * d]);
          expect(k.swapAxes(swapped, a, c, b, d)).toEqual(x);
        }),
      );
    });

    it('sums over an axis, with repetition as the adjoint', () => {
      fc.assert(
        fc.property(block, ({ sizes: [outer, length, columns], seed }) => {
          const x = seed.subarray(0, outer * length * columns);
          const y = seed.subarray(0, outer * columns);
          const total = k.sum(x, outer, length, columns);
          expect(total[0]).toBe(range(length).reduce((sum, l) => sum + x[l * columns], 0));
          expect(inner(total, y)).toBe(inner(x, k.repeat(y, outer, length, columns)));
        }),
      );
    });

    it('gathers rows, with scattering as the adjoint', () => {
      const rows = fc.tuple(size, size, size).chain(([V, N, D]) =>
        fc.record({
          V: fc.constant(V),
          D: fc.constant(D),
          x: integers(V * D),
          y: integers(N * D),
          at: indicesBelow(V, N),
        }),
      );
      fc.assert(
        fc.property(rows, ({ V, D, x, y, at }) => {
          const gathered = k.gather(x, at, D);
          at.forEach((row, n) => {
            expect(gathered.slice(n * D, (n + 1) * D)).toEqual(x.slice(row * D, (row + 1) * D));
          });
          expect(inner(gathered, y)).toBe(inner(x, k.scatterAdd(y, at, V, D)));
        }),
      );
    });

    it('takes norms whose squares leave the range of the dtype', () => {
      for (const unit of [1, 2 ** 1000, 2 ** -1060])
        expect(k.norm(Float64Array.of(3 * unit, 0, -4 * unit))).toBe(5 * unit);
      expect(k.norm(Float64Array.of(0, 0))).toBe(0);
      expect(k.norm(Float64Array.of(1, -Infinity))).toBe(Infinity);
      expect(k.norm(Float64Array.of(1, Number.NaN))).toBeNaN();
    });

    it('normalises rows, whatever their offset', () => {
      const { y, scale } = k.normalise(Float32Array.of(1e4, 1e4 + 2, -3, 3), 2, 0);
      expect(y).toEqual(Float32Array.of(-1, 1, -1, 1));
      expect(scale).toEqual(Float32Array.of(1, 1 / 3));
      expect(k.moments(Float32Array.of(1e4, 1e4 + 2, -3, 3), 2)).toEqual({
        mean: Float32Array.of(1e4 + 1, 0),
        variance: Float32Array.of(1, 9),
      });
    });

    it('shares softmax out among the finite scores of a row', () => {
      const x = Float64Array.of(1e4, 1e4, 0, -Infinity, -Infinity, -Infinity);
      const none = Number.NaN;
      expect(k.softmax(x, 2)).toEqual(Float64Array.of(0.5, 0.5, 1, 0, none, none));
      expect(k.logSoftmax(x.subarray(2), 2)).toEqual(Float64Array.of(0, -Infinity, none, none));
    });
  });

  describe('elementwise', () => {
    const any = fc.double({ noNaN: true });
    const one = (x: number) => Float64Array.of(x);

    it('has even, finite slopes of sigmoid and tanh', () => {
      fc.assert(
        fc.property(fc.constantFrom('sigmoid' as const, 'tanh' as const), any, (f, x) => {
          const [slope] = k.mapGradient(f, one(x), one(1));
          expect(slope).toBeGreaterThanOrEqual(0);
          expect(slope).toBeLessThanOrEqual(f === 'tanh' ? 1 : 0.25);
          expect(k.mapGradient(f, one(-x), one(1))[0]).toBe(slope);
        }),
        { examples: [['sigmoid', 2.775557561562892e-16]] },
      );
    });

    it('keeps the tails of sigmoid, where 1 − σ has nothing left', () => {
      expect(k.map('sigmoid', Float64Array.of(-40, 0, -Infinity, Infinity))).toEqual(
        Float64Array.of(Math.exp(-40), 0.5, 0, 1),
      );
      expect(k.mapGradient('sigmoid', one(40), one(1))[0]).toBe(Math.exp(-40));
    });

    it('passes NaN on, forward and backward', () => {
      for (const f of ['log', 'relu', 'sigmoid', 'sqrt', 'tanh'] as const) {
        expect(k.map(f, one(Number.NaN))[0]).toBeNaN();
        if (f !== 'relu') expect(k.mapGradient(f, one(Number.NaN), one(1))[0]).toBeNaN();
      }
    });

    it('passes through relu what reaches a NaN, so that nothing stays nothing', () => {
      expect(k.mapGradient('relu', one(Number.NaN), one(0))[0]).toBe(0);
      expect(k.mapGradient('relu', one(Number.NaN), one(3))[0]).toBe(3);
    });

    it('repeats a shorter operand, and does not round scalars to the dtype', () => {
      const x = Float32Array.of(1, 2, 3, 4);
      expect(k.multiply(x, Float32Array.of(10, 100))).toEqual(Float32Array.of(10, 200, 30, 400));
      expect(k.divide(x, Float32Array.of(2))).toEqual(Float32Array.of(0.5, 1, 1.5, 2));
      expect(k.combine(2, x, -1, Float32Array.of(1, 2))).toEqual(Float32Array.of(1, 2, 5, 6));
      expect(k.affine(0.1, Float32Array.of(3), 0)[0]).toBe(Math.fround(0.1 * 3));
      expect(k.select(Int32Array.of(0, 1, 0, 1), x, -1)).toEqual(Float32Array.of(-1, 2, -1, 4));
    });
  });
});
