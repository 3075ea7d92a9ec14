/** Convolutions at the edges of the WebAssembly kernels' tiles, vectors and stretches. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Convolution, Floats, Kernels } from '../../backends/lib/kernels.ts';
import { openWasm } from '../../backends/wasm/open.ts';
import { Random } from '../../properties/lib/random.ts';
import { expectSameInParts } from './cut.ts';
import { numbers, range } from './exact.ts';
import { type Dtype, dtypes, normal } from './numbers.ts';

type Given = Partial<Omit<Convolution, 'P' | 'Q'>>;

function sizesOf(given: Given): Convolution {
  const sizes = { N: 1, G: 1, D: 1, E: 1, H: 5, W: 5, R: 3, S: 3, stride: 1, pad: 0, dilation: 1, ...given };
  const { H, W, R, S, stride, pad, dilation } = sizes;
  const places = (cells: number, taps: number) =>
    Math.floor((cells + 2 * pad - dilation * (taps - 1) - 1) / stride) + 1;
  return { ...sizes, P: places(H, R), Q: places(W, S) };
}

const fits = ({ P, Q }: Convolution) => P > 0 && Q > 0;

/** Every product in the three sums: where its factors lie in x, w and y. Taps in the padding have none. */
function eachTerm(sizes: Convolution, term: (x: number, w: number, y: number) => void): void {
  const { N, G, D, E, H, W, R, S, P, Q, stride, pad, dilation } = sizes;
  for (let f = 0; f < G * E; f++)
    for (let d = 0; d < D; d++)
      for (let r = 0; r < R; r++)
        for (let s = 0; s < S; s++)
          for (let n = 0; n < N; n++)
            for (let p = 0; p < P; p++)
              for (let q = 0; q < Q; q++) {
                const [h, v] = [p * stride - pad + r * dilation, q * stride - pad + s * dilation];
                if (h < 0 || h >= H || v < 0 || v >= W) continue;
                const c = Math.floor(f / E) * D + d;
                const x = ((n * G * D + c) * H + h) * W + v;
                term(x, ((f * D + d) * R + r) * S + s, ((n * G * E + f) * P + p) * Q + q);
              }
}

interface Operands {
  readonly x: Floats;
  readonly w: Floats;
  readonly plus: Floats;
  readonly dy: Floats;
}

const lengths = ({ N, G, D, E, H, W, R, S, P, Q }: Convolution) => ({
  x: N * G * D * H * W,
  w: G * E * D * R * S,
  plus: G * E,
  dy: N * G * E * P * Q,
});

function operands(sizes: Convolution, fill: (length: number) => Floats): Operands {
  const { x, w, plus, dy } = lengths(sizes);
  return { x: fill(x), w: fill(w), plus: fill(plus), dy: fill(dy) };
}

/** Small integers that begin `offset` numbers into their memory. */
const whole =
  (random: Random, Numbers: Dtype, offset = 0) =>
  (length: number): Floats =>
    Numbers.from({ length: length + offset }, () => random.integer(-4, 4)).subarray(offset);

function answers(k: Kernels, { x, w, plus, dy }: Operands, sizes: Convolution) {
  return {
    y: k.convolve(x, w, plus, sizes),
    dx: k.convolveInputGradient(dy, w, sizes),
    dw: k.convolveWeightGradient(x, dy, sizes),
  };
}

function expected({ x, w, plus, dy }: Operands, sizes: Convolution) {
  const places = sizes.P * sizes.Q;
  const y = Array.from(dy, (_, n) => plus[Math.floor(n / places) % plus.length]!);
  const dx = Array.from(x, () => 0);
  const dw = Array.from(w, () => 0);
  eachTerm(sizes, (i, j, k) => {
    y[k]! += w[j]! * x[i]!;
    dx[i]! += w[j]! * dy[k]!;
    dw[j]! += x[i]! * dy[k]!;
  });
  return { y, dx, dw };
}

type Answers = Readonly<Record<'y' | 'dx' | 'dw', ArrayLike<number>>>;

/** The first number of each answer that is wrong, if one is; +0 and −0 are the same. */
const differences = (found: Answers, right: Answers) =>
  (['y', 'dx', 'dw'] as const).flatMap((name) => {
    const [a, b] = [found[name], right[name]];
    if (a.length !== b.length) return [`${name} has ${a.length} numbers, not ${b.length}`];
    for (let n = 0; n < b.length; n++)
      if (a[n] !== b[n] && !(Number.isNaN(a[n]) && Number.isNaN(b[n])))
        return [`${name}[${n}] is ${a[n]}, not ${b[n]}`];
    return [];
  });

const builds = [await openWasm({ build: 'plain' }), await openWasm({ build: 'relaxed' })];

describe.each(builds)('convolution, $build', ({ kernels, engine }) => {
  const random = new Random(3);

  function compare(given: Given, Numbers: Dtype, offset = 0, spoil?: (all: Operands) => void): void {
    const sizes = sizesOf(given);
    if (!fits(sizes)) return;
    const all = operands(sizes, whole(random, Numbers, offset));
    spoil?.(all);
    engine.call(() => {
      const found = answers(kernels, all, sizes);
      expect(differences(found, expected(all, sizes)), JSON.stringify(sizes)).toEqual([]);
    });
  }

  const each = (givens: readonly Given[]) => {
    for (const given of givens) for (const Numbers of dtypes) compare(given, Numbers);
  };
  const product = (...axes: readonly (readonly Given[])[]): Given[] =>
    axes.reduce<Given[]>(
      (all, axis) => all.flatMap((one) => axis.map((other) => ({ ...one, ...other }))),
      [{}],
    );
  const over = (name: keyof Given, from: number, to: number): Given[] =>
    range(to - from + 1).map((n) => ({ [name]: from + n }));

  it('has any number of rows and columns', () => {
    const around = product(over('stride', 1, 3), [{ pad: 1 }, { R: 1, S: 2 }, { R: 1, S: 1 }]);
    each(
      product(around, over('W', 3, 20), [
        { H: 3, E: 4 },
        { H: 4, E: 1 },
      ]),
    );
    each(
      product(around, over('H', 3, 20), [
        { W: 3, E: 4 },
        { W: 4, E: 1 },
      ]),
    );
  });

  it('has any number of channels', () => {
    each(
      product(over('D', 1, 5), over('E', 1, 9), over('G', 1, 2), [
        { H: 4, W: 6, pad: 1 },
        { H: 3, W: 3 },
      ]),
    );
    each(product(over('G', 1, 9), [{ H: 4, W: 5, pad: 1 }]));
  });

  it('has any number of images of one place, or of few', () => {
    each(
      product(over('N', 1, 18), [
        { H: 3, W: 3 },
        { H: 4, W: 3, D: 2, E: 4 },
        { H: 3, W: 3, pad: 1, stride: 2 },
      ]),
    );
  });

  it('has kernels of any size, with any padding, step and dilation', () => {
    const kernels = product(over('R', 1, 5), over('S', 1, 5));
    const steps = product(over('stride', 1, 3), over('dilation', 1, 2), over('pad', 0, 3));
    for (const [n, given] of product(kernels, steps).entries())
      compare({ ...given, H: 2 + (n % 5), W: 3 + (n % 4), E: 1 + (n % 4) }, dtypes[n % 2]!);
  });

  it('has kernels as wide as the image, as high, or both', () => {
    const across = product(over('W', 1, 9), [{ N: 2 }, { E: 5 }, { D: 2, E: 4 }, { G: 2 }, { stride: 2 }]);
    each(across.map((given) => ({ ...given, H: 7, R: 2, S: given.W! })));
    each(across.map((given) => ({ ...given, H: given.W!, W: 7, S: 2, R: given.W! })));
    each(across.map((given) => ({ ...given, H: 3, R: 3, S: given.W! })));
  });

  it('has more places than a stretch, more taps than a piece', () => {
    for (const Numbers of dtypes) {
      compare({ H: 21, W: 23, E: 5, pad: 1 }, Numbers);
      compare({ H: 35, W: 33, pad: 1, E: 2 }, Numbers);
      compare({ N: 3, H: 6, W: 7, D: 5, E: 6, pad: 1 }, Numbers);
      compare({ N: 40, H: 8, W: 6, stride: 2 }, Numbers);
    }
  });

  const any = fc.record({
    N: fc.integer({ min: 1, max: 6 }),
    G: fc.integer({ min: 1, max: 3 }),
    D: fc.integer({ min: 1, max: 4 }),
    E: fc.integer({ min: 1, max: 6 }),
    H: fc.integer({ min: 1, max: 9 }),
    W: fc.integer({ min: 1, max: 11 }),
    R: fc.integer({ min: 1, max: 4 }),
    S: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 4 }),
    pad: fc.integer({ min: 0, max: 4 }),
    dilation: fc.integer({ min: 1, max: 3 }),
  });
  const dtype = fc.constantFrom(...dtypes);

  it('takes arrays that are not aligned', () => {
    fc.assert(
      fc.property(any, dtype, fc.integer({ min: 0, max: 3 }), (given, Numbers, offset) =>
        compare(given, Numbers, offset),
      ),
      { numRuns: 200 },
    );
  });

  it('lets NaN and ∞ through, but not into the padding', () => {
    const special = fc.constantFrom(Number.NaN, Infinity, -Infinity);
    const spots = fc.array(
      fc.record({
        which: fc.constantFrom('x' as const, 'w' as const, 'dy' as const),
        at: fc.nat(),
        value: special,
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(any, dtype, spots, (given, Numbers, chosen) =>
        compare(given, Numbers, 0, (all) => {
          for (const { which, at, value } of chosen) all[which][at % all[which].length] = value;
        }),
      ),
      { numRuns: 300 },
    );
  });

  it('does not change what a NaN does not reach', () => {
    const G = 2;
    for (const Numbers of dtypes)
      for (const given of [{ pad: 1 }, { pad: 2, stride: 2 }, { pad: 1, N: 5, H: 2, W: 2 }]) {
        const sizes = sizesOf({ H: 6, W: 7, D: 3, E: 5, ...given, G });
        const all = operands(sizes, (length) => normal(random, Numbers, length));
        engine.call(() => {
          const before = answers(kernels, all, sizes);
          // The first weight belongs to the first group, the first gradient to the first channel.
          all.w[0] = Number.NaN;
          const { y, dx } = answers(kernels, all, sizes);
          all.dy[0] = Number.NaN;
          const { dw } = answers(kernels, all, sizes);
          const ofSecond = (a: Floats, cells: number) => {
            const inImage = a.length / sizes.N;
            return range(sizes.N).map((n) => a.slice(n * inImage + cells, (n + 1) * inImage));
          };
          const { D, E, H, W, P, Q } = sizes;
          expect(y[0] === before.y[0] && dx[0] === before.dx[0]).toBe(false);
          expect(ofSecond(y, E * P * Q)).toEqual(ofSecond(before.y, E * P * Q));
          expect(ofSecond(dx, D * H * W)).toEqual(ofSecond(before.dx, D * H * W));
          expect(dw[dw.length / G - 1]).toBe(before.dw[dw.length / G - 1]);
          expect(dw.slice(dw.length / G)).toEqual(before.dw.slice(dw.length / G));
        });
      }
  });

  it('has nothing to do where there is nothing', () => {
    const sizes = { ...sizesOf({ D: 2, E: 3, pad: 1 }), N: 0 };
    const all = operands(sizes, whole(random, Float32Array as unknown as Dtype));
    engine.call(() => {
      const { y, dx, dw } = answers(kernels, all, sizes);
      expect([y.length, dx.length]).toEqual([0, 0]);
      expect(numbers(dw)).toEqual(range(3 * 2 * 9).map(() => 0));
    });
  });
});

describe('the pieces of a convolution', () => {
  const shapes: Given[] = [
    { N: 2, D: 3, E: 6, H: 9, W: 11, pad: 1 },
    { D: 5, E: 9, H: 7, W: 8, stride: 2, pad: 1, dilation: 2 },
    { G: 5, H: 21, W: 19, pad: 2 },
    { N: 9, D: 3, E: 3, H: 4, W: 3, R: 3, S: 2 },
    { D: 8, E: 8, H: 6, W: 7, R: 1, S: 1 },
    { N: 2, E: 7, H: 9, W: 6, R: 2, S: 6 },
  ];

  describe.each(shapes)('%j', (given) => {
    it.each(dtypes.map((Numbers) => [Numbers.name, Numbers] as const))(
      'give the same however they are shared out, %s',
      (_, Numbers) => {
        const sizes = sizesOf(given);
        const random = new Random(8);
        const all = operands(sizes, (length) => normal(random, Numbers, length));
        expectSameInParts((k) => Object.values(answers(k, all, sizes)));
        all.w[1] = all.dy[1] = Number.NaN;
        expectSameInParts((k) => Object.values(answers(k, all, sizes)));
      },
    );
  });
});
