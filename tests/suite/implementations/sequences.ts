import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Slope } from './activations.ts';
import type { Adjoints } from './adjoints.ts';
import { type Affine, affineOf } from './affine.ts';
import type { Form } from './form.ts';
import { like } from './like.ts';
import { lines } from './lines.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

/** What may differ from one implementation to another. */
export interface Steps {
  /** What the input gives the sums of all gates, and what the state adds to that. */
  fromInput(m: Machine, affine: Affine, x: Row, r: number): number;
  fromState(m: Machine, affine: Affine, h: Row, r: number, given: number): number;
  sigmoid(m: Machine, z: number): number;
  readonly sigmoidSlope: Slope;
  readonly tanhSlope: Slope;
  readonly adjoints: Adjoints;
}

/** What one step read and made. */
interface Step {
  readonly x: Row;
  readonly h: Row;
  readonly c: Row;
  readonly z: Row;
  readonly gates: Row;
  readonly c1: Row;
  readonly t: Row;
}

/** One sequence: the products with all inputs first, then the states. */
function run(m: Machine, steps: Steps, affine: Affine, xs: readonly Row[], h0: Row, c0: Row) {
  const { H } = affine;
  const given = xs.map((x) => m.row(4 * H, (r) => steps.fromInput(m, affine, x, r)));
  const states = [h0];
  const trace: Step[] = [];
  for (const [at, x] of xs.entries()) {
    const [h, c] = [states[at], trace.at(-1)?.c1 ?? c0];
    const z = given[at].map((v, r) => steps.fromState(m, affine, h, r, v));
    const gates = z.map((v, r) => (r >= 2 * H && r < 3 * H ? m.tanh(v) : steps.sigmoid(m, v)));
    const c1 = c.map((v, k) => m.fma(gates[k], gates[2 * H + k], m.mul(v, gates[H + k])));
    const t = c1.map((v) => m.tanh(v));
    states.push(t.map((v, k) => m.mul(v, gates[3 * H + k])));
    trace.push({ x, h, c, z, gates, c1, t });
  }
  return { trace, states: states.slice(1) };
}

/** Back through time: the cotangents of the sums and the inputs of every step, and of the first states. */
function reverse(
  m: Machine,
  steps: Steps,
  { W, U, D, H }: Affine,
  trace: readonly Step[],
  dh: Row[],
  dc1: Row,
) {
  const { sigmoidSlope, tanhSlope, adjoints } = steps;
  const [dz, dx]: [Row[], Row[]] = [[], []];
  let later = { h: m.zeros(H), c: dc1 };
  for (let at = trace.length - 1; at >= 0; at--) {
    const { c, z, gates, c1, t } = trace[at];
    const arriving = dh[at].map((v, k) => m.add(later.h[k], v));
    const inner = arriving.map((v, k) =>
      m.fma(v, m.mul(gates[3 * H + k], tanhSlope(m, c1[k], t[k])), later.c[k]),
    );
    const partner = (q: number, k: number) => [gates[2 * H + k], c[k], gates[k], t[k]][q];
    const own = m.row(4 * H, (r) => {
      const [q, k] = [Math.floor(r / H), r % H];
      const slope = q === 2 ? tanhSlope : sigmoidSlope;
      return m.mul(q === 3 ? arriving[k] : inner[k], m.mul(partner(q, k), slope(m, z[r], gates[r])));
    });
    dz.unshift(own);
    dx.unshift(adjoints.toInput(m, W, D, own));
    later = { h: adjoints.toInput(m, U, H, own), c: inner.map((v, k) => m.mul(v, gates[H + k])) };
  }
  return { dz, dx, dh0: later.h, dc0: later.c };
}

/** An LSTM over sequences; the gradients of the weights are sums over samples and steps at once. */
export const sequences =
  (steps: Steps): Form =>
  (m) => {
    const read = (inputs: Tensors) => {
      const T = inputs.x.shape[1];
      const affine = affineOf(m, inputs);
      const [xs, hs, cs] = [inputs.x, inputs.h0, inputs.c0].map((tensor) => lines(m, tensor));
      const runs = hs.map((h, n) => run(m, steps, affine, xs.slice(n * T, (n + 1) * T), h, cs[n]));
      return { T, affine, runs };
    };
    return {
      forward(inputs) {
        const { runs, T } = read(inputs);
        const { shape } = inputs.h0;
        const h = runs.flatMap(({ states }) => states);
        const c1 = runs.map(({ trace }) => trace[T - 1].c1);
        return {
          h: { shape: [shape[0], T, shape[1]], data: joined(m, h) },
          c1: { shape, data: joined(m, c1) },
        };
      },

      vjp(inputs, _, { h, c1 }) {
        const { runs, affine, T } = read(inputs);
        const [dh, dc1] = [lines(m, h), lines(m, c1)];
        const back = runs.map(({ trace }, n) =>
          reverse(m, steps, affine, trace, dh.slice(n * T, (n + 1) * T), dc1[n]),
        );
        const dz = back.flatMap((one) => one.dz);
        const of = (name: 'x' | 'h') => runs.flatMap(({ trace }) => trace.map((step) => step[name]));
        const whole = (name: 'dx' | 'dh0' | 'dc0') => back.flatMap((one) => one[name]);
        const { toWeights, toBias } = steps.adjoints;
        return like(inputs, {
          x: joined(m, whole('dx')),
          h0: joined(m, whole('dh0')),
          c0: joined(m, whole('dc0')),
          W: toWeights(m, dz, of('x')),
          U: toWeights(m, dz, of('h')),
          b: toBias(m, dz),
        });
      },
    };
  };
