import { describe, expect, it } from 'vitest';
import type { Floats, Product } from '../../backends/lib/kernels.ts';
import { type Engine, type Exports, instantiate, LocalEngine, suffix } from '../../backends/wasm/engine.ts';
import { products } from '../../backends/wasm/matmul.ts';
import { compileKernels } from '../../backends/wasm/module.ts';
import { Random } from '../../properties/lib/random.ts';
import { allKernels } from './exact.ts';

/** Both are called as the first is typed. */
type Numbers = typeof Float64Array;
const DTYPES = [Float32Array as unknown as Numbers, Float64Array].map((Type) => [Type.name, Type] as const);
const LAYOUTS = [false, true].flatMap((transposeA) =>
  [false, true].map((transposeB) => ({ transposeA, transposeB })),
);

/** Integers so small that all sums of their products are exact, beginning `offset` numbers into their memory. */
function integers(random: Random, Type: Numbers, length: number, offset = 0): Floats {
  return Type.from({ length: length + offset }, () => random.integer(-4, 4)).subarray(offset);
}

/** A factor's transpose, batch by batch. */
function transposed(Type: Numbers, x: Floats, batch: number, rows: number, columns: number): Floats {
  const y = new Type(x.length);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) y[(n * columns + j) * rows + i] = x[(n * rows + i) * columns + j];
  return y;
}

/** The triple loop, in doubles. */
function tripleLoop(Type: Numbers, a: Floats, b: Floats, sizes: Product): Floats {
  const { batch = 1, rows, inner, columns, scale = 1, plus } = sizes;
  const c = new Type(batch * rows * columns);
  for (let n = 0; n < batch; n++)
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = (n * rows + i) * columns + j;
        let total = 0;
        for (let l = 0; l < inner; l++)
          total += a[(n * rows + i) * inner + l] * b[(n * inner + l) * columns + j];
        c[at] = (plus ? plus[at % plus.length] : 0) + scale * total;
      }
  return c;
}

/** Where two arrays differ, +0 and −0 being the same number; −1 if nowhere. (`toEqual` takes far longer.) */
function difference(x: Floats, y: Floats): number {
  if (x.constructor !== y.constructor || x.length !== y.length) return 0;
  const isSame = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));
  return x.findIndex((value, at) => !isSame(value, y[at]));
}

describe.each(allKernels)('matmul with %s', (_, k) => {
  describe.each(DTYPES)('in %s', (_, Type) => {
    /** All four layouts against the triple loop. */
    function check(random: Random, sizes: Product, offset = 0) {
      const { batch = 1, rows, inner, columns } = sizes;
      const a = integers(random, Type, batch * rows * inner, offset);
      const b = integers(random, Type, batch * inner * columns, offset);
      const expected = tripleLoop(Type, a, b, sizes);
      for (const layout of LAYOUTS) {
        const left = layout.transposeA ? transposed(Type, a, batch, rows, inner) : a;
        const right = layout.transposeB ? transposed(Type, b, batch, inner, columns) : b;
        const [leftWas, rightWas] = [left.slice(), right.slice()];
        const c = k.matmul(left, right, { ...sizes, ...layout });
        const found = [difference(c, expected), difference(left, leftWas), difference(right, rightWas)];
        const names = { ...sizes, plus: sizes.plus?.length, ...layout };
        expect({ ...names, found, value: c[found[0]!] }).toEqual({ ...names, found: [-1, -1, -1] });
      }
    }

    // Round the edges of tiles (4 rows, 4 or 8 columns), of vectors, and of what is thin or packed.
    const SIDES = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33];
    it.each(SIDES)('%i rows', (rows) => {
      const random = new Random(rows);
      for (const columns of SIDES)
        for (const inner of [random.pick([1, 2, 3, 4, 5]), random.pick([7, 8, 9, 16, 17, 18])])
          check(random, { rows, inner, columns }, random.integer(0, 3));
    });

    // Round the edges of blocks of rows, of the inner axis, and of runs of a thin product.
    it.each([
      [63, 255, 17],
      [64, 256, 16],
      [65, 257, 9],
      [257, 64, 41],
      [1025, 3, 24],
      [1029, 4, 5],
      [31, 512, 24],
      [33, 511, 40],
      [36, 513, 70],
      [7, 1024, 9],
      [5, 1030, 5],
      [1, 515, 513],
      [511, 6, 1],
      [1, 6, 1025],
      [2, 258, 515],
      [3, 31, 512],
      [1, 2000, 1],
      [2, 1031, 3],
      [1, 6, 4099],
      [4097, 9, 2],
    ])('%i × %i by %i columns', (rows, inner, columns) => {
      check(new Random(rows), { rows, inner, columns });
    });

    it.each([
      [2, 3, 4, 5],
      [7, 1, 9, 1],
      [3, 17, 30, 33],
      [20, 6, 5, 3],
      [3, 40, 260, 37],
      [17, 9, 260, 41],
    ])('%i matrices of %i × %i by %i columns', (batch, rows, inner, columns) => {
      check(new Random(batch), { batch, rows, inner, columns });
    });

    it.each([
      [3, 5, 4, 3],
      [2, 8, 16, 8],
      [2, 6, 7, 21],
      [3, 1, 9, 8],
      [2, 40, 300, 12],
      [2, 9, 300, 40],
      [1, 530, 5, 1],
    ])(
      '%i matrices, %i × %i by %i columns, plus what is repeated, and scaled',
      (batch, rows, inner, columns) => {
        const random = new Random(rows);
        for (const length of [1, columns, rows * columns, batch * rows * columns])
          for (const scale of [1, -0.5, 3])
            check(random, {
              ...{ batch, rows, inner, columns, scale },
              plus: integers(random, Type, length, random.integer(0, 3)),
            });
        check(random, { batch, rows, inner, columns, scale: 0.25 });
      },
    );

    it.each([1, 2, 4, 8, 9, 20])('rounds plus and scale once, side %i', (side) => {
      const random = new Random(side);
      for (const [rows, columns] of [
        [side, side],
        [side, 4 * side],
        [4 * side, side],
      ]) {
        const a = integers(random, Type, rows);
        const b = integers(random, Type, columns);
        const plus = Type.from({ length: columns }, () => random.normal());
        const sizes = { rows, inner: 1, columns, scale: 0.1, plus };
        expect(k.matmul(a, b, sizes)).toEqual(tripleLoop(Type, a, b, sizes));
      }
    });

    it('of nothing', () => {
      const none = new Type(0);
      const plus = Type.of(1, 2, 3);
      for (const layout of LAYOUTS) {
        expect(k.matmul(none, none, { rows: 2, inner: 0, columns: 3, ...layout })).toEqual(new Type(6));
        expect(k.matmul(none, none, { rows: 2, inner: 0, columns: 3, plus, ...layout })).toEqual(
          Type.of(1, 2, 3, 1, 2, 3),
        );
        expect(k.matmul(none, none, { rows: 17, inner: 0, columns: 9, ...layout })).toEqual(new Type(153));
        expect(k.matmul(none, Type.of(1, 2), { rows: 0, inner: 1, columns: 2, ...layout })).toEqual(none);
        expect(k.matmul(Type.of(1, 2), none, { rows: 2, inner: 1, columns: 0, ...layout })).toEqual(none);
        expect(k.matmul(none, none, { batch: 0, rows: 2, inner: 2, columns: 2, ...layout })).toEqual(none);
      }
    });

    it.each([
      [1, 3, 1],
      [2, 9, 3],
      [3, 9, 14],
      [6, 5, 5],
      [9, 20, 11],
      [30, 4, 1],
    ])('%i × %i by %i columns: NaN and ∞ reach their row or column, and no other', (rows, inner, columns) => {
      const random = new Random(inner);
      for (const special of [Number.NaN, Infinity, -Infinity])
        for (const layout of LAYOUTS) {
          const [i, l, j] = [rows, inner, columns].map((size) => random.integer(0, size - 1));
          const spoilt = (length: number, at: number) => {
            const x = new Type(length);
            x[at] = special;
            return x;
          };
          const a = spoilt(rows * inner, layout.transposeA ? l * rows + i : i * inner + l);
          const b = spoilt(inner * columns, layout.transposeB ? j * inner + l : l * columns + j);
          const sizes = { rows, inner, columns, ...layout };
          const none = Number.NaN;
          expect(k.matmul(a, new Type(b.length), sizes)).toEqual(
            Type.from({ length: rows * columns }, (_, at) => (Math.floor(at / columns) === i ? none : 0)),
          );
          expect(k.matmul(new Type(a.length), b, sizes)).toEqual(
            Type.from({ length: rows * columns }, (_, at) => (at % columns === j ? none : 0)),
          );
        }
    });
  });
});

/** Runs pieces as it is told, on a heap where NaN lies about. */
class CuttingEngine implements Engine {
  readonly heap;
  private readonly local: LocalEngine;
  private readonly kernels: Exports;
  private readonly cut: (pieces: number) => readonly (readonly [from: number, to: number])[];
  pieces = 0;

  constructor(module: WebAssembly.Module, cut: CuttingEngine['cut']) {
    this.local = new LocalEngine(module);
    this.heap = this.local.heap;
    this.cut = cut;
    this.kernels = instantiate(module, this.heap.memory).kernels;
    this.heap.scope(() => this.heap.reserve(Float32Array.of(), 2 ** 21).fill(Number.NaN));
  }

  run(kernel: string, like: Floats, args: readonly number[], pieces: number): void {
    this.pieces = Math.max(this.pieces, pieces);
    for (const [from, to] of this.cut(pieces)) this.kernels[`${kernel}_${suffix(like)}`]!(...args, from, to);
  }

  call<Result>(run: () => Result): Result {
    return this.local.call(run);
  }
}

describe.each(DTYPES)('pieces of a matmul in %s', async (_, Type) => {
  const { module } = await compileKernels();
  const range = (length: number) => [...Array(length).keys()];
  const whole = new CuttingEngine(module, (pieces) => [[0, pieces]]);
  const backwards = new CuttingEngine(module, (pieces) =>
    range(pieces)
      .reverse()
      .map((piece) => [piece, piece + 1] as const),
  );
  const thirds = new CuttingEngine(module, (pieces) => {
    const [first, second] = [Math.ceil(pieces / 3), Math.floor((2 * pieces) / 3)];
    return [
      [second, pieces],
      [0, first],
      [first, second],
    ];
  });

  it.each([
    [1, 100, 600, 70],
    [1, 70, 20, 190],
    [1, 1100, 7, 3],
    [1, 2, 30, 1027],
    [1, 37, 9, 1],
    [5, 19, 9, 18],
    [3, 40, 300, 40],
    [20, 3, 5, 4],
    [17, 20, 260, 41],
  ])(
    '%i matrices, %i × %i by %i columns: whoever does them, the same bits',
    (batch, rows, inner, columns) => {
      const random = new Random(rows);
      const draw = (length: number) => Type.from({ length }, () => random.normal());
      const [a, b, plus] = [draw(batch * rows * inner), draw(batch * inner * columns), draw(columns)];
      for (const layout of LAYOUTS)
        for (const result of [{}, { plus, scale: 0.3 }]) {
          const sizes = { batch, rows, inner, columns, ...layout, ...result };
          const by = (engine: CuttingEngine) =>
            engine.call(() => products(engine).matmul(a, b, sizes).slice());
          const expected = by(whole);
          expect(expected.includes(Number.NaN)).toBe(false);
          expect(by(backwards)).toEqual(expected);
          expect(by(thirds)).toEqual(expected);
        }
      expect(whole.pieces).toBeGreaterThan(1);
    },
  );

  it('write to nothing but the result', () => {
    const engine = new CuttingEngine(module, (pieces) => [[0, pieces]]);
    const { heap } = engine;
    for (const [rows, columns] of [
      [1, 1],
      [3, 5],
      [4, 8],
      [9, 9],
      [1, 30],
      [30, 2],
    ] as const)
      for (const layout of LAYOUTS)
        engine.call(() => {
          const [a, b] = [heap.place(new Type(5 * rows)), heap.place(new Type(5 * columns))];
          const after = heap.scope(() => heap.reserve(Type.of(), rows * columns + 100).fill(7));
          const c = products(engine).matmul(a, b, { rows, inner: 5, columns, ...layout });
          expect(c.byteOffset).toBe(after.byteOffset);
          expect(c.every((value) => value === 0)).toBe(true);
          expect(after.subarray(c.length).every((value) => value === 7)).toBe(true);
        });
  });
});
