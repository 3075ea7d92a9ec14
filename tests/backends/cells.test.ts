import { describe, it } from 'vitest';
import type { Floats } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { allKernels, range } from './exact.ts';
import { closeTo, dtypes, normal } from './numbers.ts';

const σ = (x: number): number => 1 / (1 + Math.exp(-x));
const dσ = (x: number): number => σ(x) * σ(-x);
const dtanh = (x: number): number => 1 / Math.cosh(x) ** 2;

/** Round the widths of the vectors. */
const SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17].flatMap((H) => [1, 3].map((N) => [N, H] as const));

describe.each(allKernels)('cells with %s', (_, k) => {
  const both = (check: (draw: (slots: number) => Floats) => void) => {
    for (const Numbers of dtypes) {
      const random = new Random(3);
      check((length) => normal(random, Numbers, length, 1));
    }
  };

  it.each(SIZES)('the gates of an LSTM and their gradient, %i · %i units', (N, H) => {
    both((draw) => {
      const [z, c, dc1, dh1] = [draw(4 * N * H), draw(N * H), draw(N * H), draw(N * H)];
      const at = (n: number, gate: number) => {
        const row = Math.floor(n / H);
        return z[(4 * row + gate) * H + (n % H)];
      };
      const units = range(N * H).map((n) => {
        const [i, f, g, o] = [σ(at(n, 0)), σ(at(n, 1)), Math.tanh(at(n, 2)), σ(at(n, 3))];
        const c1 = f * c[n] + i * g;
        const toCell = dc1[n] + dh1[n] * o * dtanh(c1);
        const dz = [
          toCell * g * dσ(at(n, 0)),
          toCell * c[n] * dσ(at(n, 1)),
          toCell * i * dtanh(at(n, 2)),
          dh1[n] * Math.tanh(c1) * dσ(at(n, 3)),
        ];
        return { gates: [i, f, g, o], c1, h1: o * Math.tanh(c1), dz, dc: toCell * f };
      });
      /** [N, H] of four to [N, 4, H]. */
      const slots = (of: (unit: (typeof units)[number]) => readonly number[]) =>
        range(N).flatMap((n) => range(4).flatMap((gate) => range(H).map((u) => of(units[n * H + u])[gate])));

      const made = k.lstmGates(z, c, N, H);
      closeTo(
        made.gates,
        slots(({ gates }) => gates),
      );
      closeTo(
        made.c1,
        units.map(({ c1 }) => c1),
      );
      closeTo(
        made.h1,
        units.map(({ h1 }) => h1),
      );
      const { dz, dc } = k.lstmGatesGradient(z, c, made, dc1, dh1, N, H);
      closeTo(
        dz,
        slots(({ dz }) => dz),
      );
      closeTo(
        dc,
        units.map(({ dc }) => dc),
      );
    });
  });

  it.each(SIZES)('the gates of a GRU and their gradients, %i · %i units', (N, H) => {
    both((draw) => {
      const [a, s, h, dh1, du, daz] = [2, 1, 1, 1, 1, 1].map((slots) => draw(slots * N * H));
      const units = range(N * H);
      const r = (n: number) => a[2 * Math.floor(n / H) * H + (n % H)];
      const z = (n: number) => a[(2 * Math.floor(n / H) + 1) * H + (n % H)];
      closeTo(
        k.gruReset(a, h, N, H),
        units.map((n) => σ(r(n)) * h[n]),
      );
      closeTo(
        k.gruState(a, s, h, N, H),
        units.map((n) => σ(z(n)) * h[n] + σ(-z(n)) * Math.tanh(s[n])),
      );
      const state = k.gruStateGradient(a, s, h, dh1, N, H);
      closeTo(
        state.daz,
        units.map((n) => dh1[n] * (h[n] - Math.tanh(s[n])) * dσ(z(n))),
      );
      closeTo(
        state.ds,
        units.map((n) => dh1[n] * σ(-z(n)) * dtanh(s[n])),
      );
      closeTo(
        state.dh,
        units.map((n) => dh1[n] * σ(z(n))),
      );
      const reset = k.gruResetGradient(a, h, daz, du, N, H);
      const ofReset = (n: number) => du[n] * h[n] * dσ(r(n));
      const rows = range(N).map((n) => range(H).map((u) => n * H + u));
      closeTo(
        reset.da,
        rows.flatMap((row) => [...row.map(ofReset), ...row.map((n) => daz[n])]),
      );
      closeTo(
        reset.dh,
        units.map((n) => du[n] * σ(r(n))),
      );
    });
  });
});
