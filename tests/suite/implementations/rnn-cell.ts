import { farOut, type Slope, tanhSlopes } from './activations.ts';
import { type Adjoints, gathered, inHalves, oneByOne } from './adjoints.ts';
import { affineOf, biasFirst, biasLast, byColumns, concatenated, type RowOf } from './affine.ts';
import type { Form, Forms } from './form.ts';
import { like } from './like.ts';
import { lines } from './lines.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

interface Steps {
  readonly rowOf: RowOf;
  readonly slope: Slope;
  readonly adjoints: Adjoints;
  /** What weights[r, …] give their input for the cotangent and the slope of every row; Σ of δ = slope·dh1 unless stated. */
  toInput?(m: Machine, weights: Row, width: number, slopes: Row, dh1: Row): Row;
}

const cells =
  ({ rowOf, slope, adjoints, toInput }: Steps): Form =>
  (m) => {
    const sums = (inputs: Parameters<ReturnType<Form>['forward']>[0]) => {
      const affine = affineOf(m, inputs);
      const [xs, hs] = [lines(m, inputs.x), lines(m, inputs.h)];
      const z = xs.map((x, n) => m.row(affine.H, (r) => rowOf(m, affine, x, hs[n], r)));
      return { affine, xs, hs, z };
    };
    return {
      forward(inputs) {
        const h1 = sums(inputs).z.map((row) => row.map((v) => m.tanh(v)));
        return { h1: { shape: inputs.h.shape, data: joined(m, h1) } };
      },
      vjp(inputs, _, cotangents) {
        const { affine, xs, hs, z } = sums(inputs);
        const dh1 = lines(m, cotangents.h1);
        const slopes = z.map((row) => row.map((v) => slope(m, v, m.tanh(v))));
        const dz = slopes.map((row, n) => row.map((v, k) => m.mul(v, dh1[n][k])));
        const back = (weights: Row, width: number) =>
          dz.map((row, n) =>
            toInput
              ? toInput(m, weights, width, slopes[n], dh1[n])
              : adjoints.toInput(m, weights, width, row),
          );
        return like(inputs, {
          x: joined(m, back(affine.W, affine.D)),
          h: joined(m, back(affine.U, affine.H)),
          W: adjoints.toWeights(m, dz, xs),
          U: adjoints.toWeights(m, dz, hs),
          b: adjoints.toBias(m, dz),
        });
      },
    };
  };

export default {
  'bias last; 1 − t²': cells({ rowOf: biasLast, slope: tanhSlopes['1 − t²'], adjoints: gathered }),

  'bias first; (1 − t)(1 + t), everything in halves': cells({
    rowOf: biasFirst,
    slope: tanhSlopes['(1 − t)(1 + t)'],
    adjoints: inHalves,
  }),

  'concatenated; the Jacobian first, by the exponential': cells({
    rowOf: concatenated,
    slope: tanhSlopes['4e/(1 + e)²'],
    adjoints: gathered,
    toInput: (m, weights, width, slopes, dh1) =>
      m.row(width, (k) =>
        m.dot(
          dh1.length,
          (r) => dh1[r],
          (r) => m.mul(slopes[r], weights[r * width + k]),
        ),
      ),
  }),

  'column after column; 1/cosh² far out, row after row': cells({
    rowOf: byColumns,
    slope: farOut(tanhSlopes['1/cosh²']),
    adjoints: oneByOne,
  }),
} satisfies Forms;
