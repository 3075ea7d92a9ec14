import { branched, plain, sigmoidSlopes, tanhSlopes } from './activations.ts';
import { type Cell, onCells, type Steps } from './cells.ts';
import type { Forms } from './form.ts';
import type { Machine } from './machine.ts';

const withInput = (m: Machine, { W, x, D }: Cell, r: number, start?: number): number =>
  m.dot(
    D,
    (d) => W[r * D + d],
    (d) => x[d],
    start,
  );

const withState = (m: Machine, { U, h, H }: Cell, r: number, start?: number): number =>
  m.dot(
    H,
    (k) => U[r * H + k],
    (k) => h[k],
    start,
  );

/** [W U] times x and h one below the other; as a last column the bias, where it is asked for. */
function concatenated(m: Machine, { W, U, b, x, h, D, H }: Cell, r: number, withBias: boolean): number {
  const weights = [...W.subarray(r * D, (r + 1) * D), ...U.subarray(r * H, (r + 1) * H), b[r]];
  const inputs = [...x, ...h, 1];
  return m.dot(
    D + H + (withBias ? 1 : 0),
    (n) => weights[n],
    (n) => inputs[n],
  );
}

const inOne: Steps['back'] = (m, H, weight, dz) => m.dot(4 * H, weight, dz);

const gateByGate: Steps['back'] = (m, H, weight, dz) =>
  m.sum(4, (q) =>
    m.dot(
      H,
      (k) => weight(q * H + k),
      (k) => dz(q * H + k),
    ),
  );

export default {
  'two products; s (1 − s), 1 − t²': (m) =>
    onCells(m, {
      preactivation: (m, cell, r) => m.add(m.add(withInput(m, cell, r), withState(m, cell, r)), cell.b[r]),
      sigmoid: plain,
      sigmoidSlope: sigmoidSlopes['s (1 − s)'],
      tanhSlope: tanhSlopes['1 − t²'],
      back: inOne,
    }),

  'bias first; σ(z) σ(−z), (1 − t)(1 + t)': (m) =>
    onCells(m, {
      preactivation: (m, cell, r) => withState(m, cell, r, withInput(m, cell, r, cell.b[r])),
      sigmoid: branched,
      sigmoidSlope: sigmoidSlopes['σ(z) σ(−z)'],
      tanhSlope: tanhSlopes['(1 − t)(1 + t)'],
      back: gateByGate,
    }),

  'concatenated; slopes by the exponential': (m) =>
    onCells(m, {
      preactivation: (m, cell, r) => m.add(concatenated(m, cell, r, false), cell.b[r]),
      sigmoid: branched,
      sigmoidSlope: sigmoidSlopes['e/(1 + e)²'],
      tanhSlope: tanhSlopes['4e/(1 + e)²'],
      back: inOne,
    }),

  'concatenated with the bias; s − s², 1 − t²': (m) =>
    onCells(m, {
      preactivation: (m, cell, r) => concatenated(m, cell, r, true),
      sigmoid: plain,
      sigmoidSlope: sigmoidSlopes['s − s²'],
      tanhSlope: (m, _, t) => m.sub(1, m.mul(t, t)),
      back: gateByGate,
    }),
} satisfies Forms;
