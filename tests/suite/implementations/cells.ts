import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Form } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

/** One sample of an LSTM cell and the weights that all share. */
export interface Cell {
  readonly x: Row;
  readonly h: Row;
  readonly c: Row;
  readonly W: Row;
  readonly U: Row;
  readonly b: Row;
  readonly D: number;
  readonly H: number;
}

/** What may differ from one implementation to another. */
export interface Steps {
  /** Row r of W x + U h + b; the rows of the gates i, f, g, o follow one another. */
  preactivation(m: Machine, cell: Cell, r: number): number;
  sigmoid(m: Machine, z: number): number;
  /** The slope at z, where the value is y. */
  sigmoidSlope(m: Machine, z: number, y: number): number;
  tanhSlope(m: Machine, z: number, y: number): number;
  /** Σ weight(r)·dz(r) over the 4H rows. */
  back(m: Machine, H: number, weight: (r: number) => number, dz: (r: number) => number): number;
}

function run(m: Machine, steps: Steps, cell: Cell) {
  const { H, c } = cell;
  const z = m.row(4 * H, (r) => steps.preactivation(m, cell, r));
  const gates = z.map((v, r) => (r >= 2 * H && r < 3 * H ? m.tanh(v) : steps.sigmoid(m, v)));
  const [i, f, g, o] = [0, 1, 2, 3].map((q) => gates.subarray(q * H, (q + 1) * H));
  const c1 = c.map((v, k) => m.fma(f[k], v, m.mul(i[k], g[k])));
  const t = c1.map((v) => m.tanh(v));
  return { z, i, f, g, o, c1, t, h1: t.map((v, k) => m.mul(o[k], v)) };
}

/** The cotangents of z and c for those of h1 and c1. */
function reverse(m: Machine, steps: Steps, cell: Cell, dh1: Row, dc1: Row) {
  const { H, c } = cell;
  const { z, i, f, g, o, c1, t } = run(m, steps, cell);
  const inner = c1.map((v, k) => m.fma(m.mul(dh1[k], o[k]), steps.tanhSlope(m, v, t[k]), dc1[k]));
  const dz = m.zeros(4 * H);
  for (let k = 0; k < H; k++) {
    const [zi, zf, zg, zo] = [k, H + k, 2 * H + k, 3 * H + k];
    dz[zi] = m.mul(m.mul(inner[k], g[k]), steps.sigmoidSlope(m, z[zi], i[k]));
    dz[zf] = m.mul(m.mul(inner[k], c[k]), steps.sigmoidSlope(m, z[zf], f[k]));
    dz[zg] = m.mul(m.mul(inner[k], i[k]), steps.tanhSlope(m, z[zg], g[k]));
    dz[zo] = m.mul(m.mul(dh1[k], t[k]), steps.sigmoidSlope(m, z[zo], o[k]));
  }
  return { dz, dc: inner.map((v, k) => m.mul(v, f[k])) };
}

function cellsOf(m: Machine, inputs: Tensors): Cell[] {
  const [N, D] = inputs.x.shape;
  const H = inputs.h.shape[1];
  const [x, h, c, W, U, b] = ['x', 'h', 'c', 'W', 'U', 'b'].map((name) => m.load(inputs[name].data));
  return Array.from({ length: N }, (_, n) => ({
    x: x.subarray(n * D, (n + 1) * D),
    h: h.subarray(n * H, (n + 1) * H),
    c: c.subarray(n * H, (n + 1) * H),
    ...{ W, U, b, D, H },
  }));
}

/** The steps on every sample of a batch; the gradients of the weights are sums over the batch. */
export function onCells(m: Machine, steps: Steps): ReturnType<Form> {
  return {
    forward(inputs) {
      const all = cellsOf(m, inputs).map((cell) => run(m, steps, cell));
      const { shape } = inputs.h;
      return {
        h1: {
          shape,
          data: joined(
            m,
            all.map(({ h1 }) => h1),
          ),
        },
        c1: {
          shape,
          data: joined(
            m,
            all.map(({ c1 }) => c1),
          ),
        },
      };
    },

    vjp(inputs, _, { h1, c1 }) {
      const cells = cellsOf(m, inputs);
      const { D, H, W, U } = cells[0];
      const [dh1, dc1] = [m.load(h1.data), m.load(c1.data)];
      const all = cells.map((cell, n) =>
        reverse(m, steps, cell, dh1.subarray(n * H, (n + 1) * H), dc1.subarray(n * H, (n + 1) * H)),
      );
      const rows = 4 * H;
      const N = cells.length;
      const toInput = (width: number, weights: Row) =>
        all.map(({ dz }) =>
          m.row(width, (d) =>
            steps.back(
              m,
              H,
              (r) => weights[r * width + d],
              (r) => dz[r],
            ),
          ),
        );
      const toWeights = (width: number, input: (n: number) => Row) =>
        m.row(rows * width, (at) =>
          m.dot(
            N,
            (n) => all[n].dz[Math.floor(at / width)],
            (n) => input(n)[at % width],
          ),
        );
      const gradients = {
        x: joined(m, toInput(D, W)),
        h: joined(m, toInput(H, U)),
        c: joined(
          m,
          all.map(({ dc }) => dc),
        ),
        W: toWeights(D, (n) => cells[n].x),
        U: toWeights(H, (n) => cells[n].h),
        b: m.row(rows, (r) => m.sum(N, (n) => all[n].dz[r])),
      };
      return Object.fromEntries(
        Object.entries(gradients).map(([name, data]) => [name, { shape: inputs[name].shape, data }]),
      );
    },
  };
}
