import { type Kernels, zeros } from '../lib/kernels.ts';
import { elementary } from './elementary.ts';

const { sigmoid, tanh } = elementary;

/** Places in z[N, 4, H] of the gates i f g o of unit `u` of row `n`. */
const places = (n: number, u: number, H: number) => [0, 1, 2, 3].map((gate) => (4 * n + gate) * H + u);

/** Calls `visit` for every unit[N, H] with the places of its gates r z in a[N, 2, H]. */
function eachUnit(N: number, H: number, visit: (unit: number, r: number, z: number) => void): void {
  for (let n = 0; n < N; n++)
    for (let u = 0; u < H; u++) visit(n * H + u, 2 * n * H + u, (2 * n + 1) * H + u);
}

export const cells = {
  lstmGates(z, c, N, H) {
    const [gates, c1, h1] = [zeros(z, z.length), zeros(z, N * H), zeros(z, N * H)];
    for (let n = 0; n < N; n++)
      for (let u = 0; u < H; u++) {
        const [i, f, g, o] = places(n, u, H);
        for (const gate of [i, f, o]) gates[gate] = sigmoid.value(z[gate]);
        gates[g] = tanh.value(z[g]);
        const cell = gates[f] * c[n * H + u] + gates[i] * gates[g];
        c1[n * H + u] = cell;
        h1[n * H + u] = gates[o] * tanh.value(cell);
      }
    return { gates, c1, h1 };
  },

  lstmGatesGradient(z, c, { gates, c1 }, dc1, dh1, N, H) {
    const [dz, dc] = [zeros(z, z.length), zeros(z, N * H)];
    for (let n = 0; n < N; n++)
      for (let u = 0; u < H; u++) {
        const [i, f, g, o] = places(n, u, H);
        const unit = n * H + u;
        const toCell = dc1[unit] + tanh.pullback(c1[unit], dh1[unit] * gates[o]);
        dz[i] = sigmoid.pullback(z[i], toCell * gates[g]);
        dz[f] = sigmoid.pullback(z[f], toCell * c[unit]);
        dz[g] = tanh.pullback(z[g], toCell * gates[i]);
        dz[o] = sigmoid.pullback(z[o], dh1[unit] * tanh.value(c1[unit]));
        dc[unit] = toCell * gates[f];
      }
    return { dz, dc };
  },

  gruReset(a, h, N, H) {
    const u = zeros(h, N * H);
    eachUnit(N, H, (unit, r) => {
      u[unit] = sigmoid.value(a[r]) * h[unit];
    });
    return u;
  },

  gruResetGradient(a, h, daz, du, N, H) {
    const [da, dh] = [zeros(a, a.length), zeros(h, N * H)];
    eachUnit(N, H, (unit, r, z) => {
      da[r] = sigmoid.pullback(a[r], du[unit] * h[unit]);
      da[z] = daz[unit];
      dh[unit] = du[unit] * sigmoid.value(a[r]);
    });
    return { da, dh };
  },

  gruState(a, s, h, N, H) {
    const h1 = zeros(h, N * H);
    eachUnit(N, H, (unit, _, z) => {
      h1[unit] = sigmoid.value(a[z]) * h[unit] + sigmoid.value(-a[z]) * tanh.value(s[unit]);
    });
    return h1;
  },

  gruStateGradient(a, s, h, dh1, N, H) {
    const [daz, ds, dh] = [zeros(h, N * H), zeros(h, N * H), zeros(h, N * H)];
    eachUnit(N, H, (unit, _, z) => {
      daz[unit] = sigmoid.pullback(a[z], dh1[unit] * (h[unit] - tanh.value(s[unit])));
      ds[unit] = tanh.pullback(s[unit], dh1[unit] * sigmoid.value(-a[z]));
      dh[unit] = dh1[unit] * sigmoid.value(a[z]);
    });
    return { daz, ds, dh };
  },
} satisfies Partial<Kernels>;
