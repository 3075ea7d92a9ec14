import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Slope } from './activations.ts';
import { type Adjoints, added } from './adjoints.ts';
import { type Affine, affineOf, between, type RowOf } from './affine.ts';
import type { Form } from './form.ts';
import { like } from './like.ts';
import { lines } from './lines.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

/** The update gate's sum and value, the old state and the candidate of one unit. */
interface Unit {
  readonly a: number;
  readonly z: number;
  readonly h: number;
  readonly n: number;
}

/** What may differ from one implementation to another. */
export interface Steps {
  readonly rowOf: RowOf;
  sigmoid(m: Machine, a: number): number;
  readonly sigmoidSlope: Slope;
  readonly tanhSlope: Slope;
  /** U (r∘h), or (U r) h with the columns of U reset instead of the state. */
  readonly resets: 'state' | 'weights';
  /** 1 − z. */
  rest(m: Machine, unit: Unit): number;
  state(m: Machine, unit: Unit, rest: number): number;
  /** What dh1 gives the update gate. */
  toUpdate(m: Machine, unit: Unit, dh1: number): number;
  readonly adjoints: Adjoints;
}

/** With the sums a of both gates and s of the candidate, and u = r∘h. */
function run(m: Machine, { rowOf, sigmoid, resets, ...steps }: Steps, affine: Affine, x: Row, h: Row) {
  const { H } = affine;
  const candidate = between(affine, 2 * H, 3 * H);
  const a = m.row(2 * H, (k) => rowOf(m, affine, x, h, k));
  const gates = a.map((v) => sigmoid(m, v));
  const u = h.map((v, k) => m.mul(gates[k], v));
  const U = candidate.U.map((w, at) => m.mul(w, gates[at % H]));
  const s = m.row(H, (k) =>
    resets === 'state' ? rowOf(m, candidate, x, u, k) : rowOf(m, { ...candidate, U }, x, h, k),
  );
  const units = Array.from(
    { length: H },
    (_, k): Unit => ({ a: a[H + k], z: gates[H + k], h: h[k], n: m.tanh(s[k]) }),
  );
  const h1 = m.row(H, (k) => steps.state(m, units[k], steps.rest(m, units[k])));
  return { a, gates, u, s, units, h1 };
}

/** The cotangents of the sums a and s, and of x and h. */
function reverse(m: Machine, steps: Steps, affine: Affine, x: Row, h: Row, dh1: Row) {
  const { H, D, W, U } = affine;
  const { a, gates, u, s, units } = run(m, steps, affine, x, h);
  const { sigmoidSlope, adjoints } = steps;
  const ds = m.row(H, (k) =>
    m.mul(m.mul(dh1[k], steps.rest(m, units[k])), steps.tanhSlope(m, s[k], units[k].n)),
  );
  const du = adjoints.toInput(m, between(affine, 2 * H, 3 * H).U, H, ds);
  const da = m.row(2 * H, (k) => {
    const reached = k < H ? m.mul(du[k], h[k]) : steps.toUpdate(m, units[k - H], dh1[k - H]);
    return m.mul(reached, sigmoidSlope(m, a[k], gates[k]));
  });
  const kept = dh1.map((v, k) => m.mul(v, units[k].z));
  const reset = du.map((v, k) => m.mul(v, gates[k]));
  const throughGates = adjoints.toInput(m, U.subarray(0, 2 * H * H), H, da);
  const dz = joined(m, [da, ds]);
  return { u, da, ds, dz, dx: adjoints.toInput(m, W, D, dz), dh: added(m, [kept, reset, throughGates]) };
}

/** The steps on every sample of a batch; the gradients of the weights are sums over the batch. */
export const gatedUnits =
  (steps: Steps): Form =>
  (m) => {
    const read = (inputs: Tensors) => ({
      affine: affineOf(m, inputs),
      ...{ xs: lines(m, inputs.x), hs: lines(m, inputs.h) },
    });
    return {
      forward(inputs) {
        const { affine, xs, hs } = read(inputs);
        const h1 = xs.map((x, n) => run(m, steps, affine, x, hs[n]).h1);
        return { h1: { shape: inputs.h.shape, data: joined(m, h1) } };
      },
      vjp(inputs, _, { h1 }) {
        const { affine, xs, hs } = read(inputs);
        const dh1 = lines(m, h1);
        const all = xs.map((x, n) => reverse(m, steps, affine, x, hs[n], dh1[n]));
        const { toWeights, toBias } = steps.adjoints;
        const of = <Name extends keyof (typeof all)[number]>(name: Name) => all.map((one) => one[name]);
        return like(inputs, {
          x: joined(m, of('dx')),
          h: joined(m, of('dh')),
          W: toWeights(m, of('dz'), xs),
          U: joined(m, [toWeights(m, of('da'), hs), toWeights(m, of('ds'), of('u'))]),
          b: toBias(m, of('dz')),
        });
      },
    };
  };
