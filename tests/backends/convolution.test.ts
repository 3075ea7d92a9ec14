import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Convolution } from '../../backends/lib/kernels.ts';
import { allKernels, inner, integers, numbers, range, size } from './exact.ts';

describe.each(allKernels)('convolution with %s', (_, k) => {
  const convolution = fc
    .record({
      N: size,
      G: fc.integer({ min: 1, max: 3 }),
      D: fc.integer({ min: 1, max: 2 }),
      E: fc.integer({ min: 1, max: 2 }),
    })
    .chain((channels) =>
      fc
        .record({
          H: fc.integer({ min: 5, max: 8 }),
          W: fc.integer({ min: 5, max: 8 }),
          R: fc.integer({ min: 1, max: 3 }),
          S: fc.integer({ min: 1, max: 3 }),
          stride: fc.integer({ min: 1, max: 3 }),
          pad: fc.integer({ min: 0, max: 3 }),
          dilation: fc.integer({ min: 1, max: 2 }),
        })
        .map((plane): Convolution => {
          const places = (cells: number, taps: number) =>
            Math.floor((cells + 2 * plane.pad - plane.dilation * (taps - 1) - 1) / plane.stride) + 1;
          return { ...channels, ...plane, P: places(plane.H, plane.R), Q: places(plane.W, plane.S) };
        }),
    )
    .chain((sizes) => {
      const { N, G, D, E, H, W, R, S, P, Q } = sizes;
      return fc.record({
        sizes: fc.constant(sizes),
        x: integers(N * G * D * H * W),
        w: integers(G * E * D * R * S),
        b: integers(G * E),
        dy: integers(N * G * E * P * Q),
      });
    });

  it('is the sum over the taps that do not lie in the padding', () => {
    fc.assert(
      fc.property(convolution, ({ sizes, x, w, b }) => {
        const { N, G, D, E, H, W, R, S, P, Q, stride, pad, dilation } = sizes;
        const cell = (n: number, c: number, h: number, v: number) =>
          h < 0 || h >= H || v < 0 || v >= W ? 0 : x[((n * G * D + c) * H + h) * W + v];
        const expected: number[] = [];
        for (const n of range(N))
          for (const f of range(G * E))
            for (const p of range(P))
              for (const q of range(Q)) {
                let total = b[f];
                for (const d of range(D))
                  for (const r of range(R))
                    for (const s of range(S))
                      total +=
                        w[((f * D + d) * R + r) * S + s] *
                        cell(
                          n,
                          Math.floor(f / E) * D + d,
                          p * stride - pad + r * dilation,
                          q * stride - pad + s * dilation,
                        );
                expected.push(total);
              }
        expect(numbers(k.convolve(x, w, b, sizes))).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('has the adjoints ⟨x ⋆ w, dy⟩ = ⟨x, dx⟩ = ⟨w, dw⟩', () => {
    fc.assert(
      fc.property(convolution, ({ sizes, x, w, b, dy }) => {
        const value = inner(
          k.convolve(
            x,
            w,
            b.map(() => 0),
            sizes,
          ),
          dy,
        );
        expect(inner(x, k.convolveInputGradient(dy, w, sizes))).toBe(value);
        expect(inner(w, k.convolveWeightGradient(x, dy, sizes))).toBe(value);
      }),
    );
  });
});
