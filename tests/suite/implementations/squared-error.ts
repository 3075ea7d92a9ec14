import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';

/** How the residuals d = y − t become a loss, and their gradient. */
interface Steps {
  /** Of the residuals of N samples. */
  loss(d: Row, N: number, reduction: Reduction): number;
  slope(d: number, count: number, reduction: Reduction, dloss: number): number;
  /** The gradient by the target is a subtraction of its own, not the other's with its sign reversed. */
  readonly targetApart?: true;
}

type Reduction = 'half-sum' | 'sum' | 'mean';

function squaredError(m: Machine, { loss, slope, targetApart }: Steps): ReturnType<Form> {
  const differences = (a: Row, b: Row): Row => a.map((v, n) => m.sub(v, b[n]));
  return {
    forward({ y, t }, { reduction }) {
      const d = differences(m.load(y.data), m.load(t.data));
      return { loss: { shape: [], data: m.row(1, () => loss(d, y.shape[0], reduction as Reduction)) } };
    },

    vjp(inputs, { reduction }, cotangents) {
      const [y, t] = [m.load(inputs.y.data), m.load(inputs.t.data)];
      const [dloss] = m.load(cotangents.loss.data);
      const through = (d: Row) => d.map((v) => slope(v, d.length, reduction as Reduction, dloss));
      const dy = through(differences(y, t));
      const dt = targetApart ? through(differences(t, y)) : dy.map((v) => -v);
      return { y: { shape: inputs.y.shape, data: dy }, t: { shape: inputs.t.shape, data: dt } };
    },
  };
}

const squares = (m: Machine, d: Row): number =>
  m.dot(
    d.length,
    (n) => d[n],
    (n) => d[n],
  );

/** Of each sample. */
const rows = (d: Row, N: number): Row[] => {
  const K = d.length / N;
  return Array.from({ length: N }, (_, n) => d.subarray(n * K, (n + 1) * K));
};

/** The weight of a square. */
const weight = (m: Machine, count: number, reduction: Reduction): number =>
  reduction === 'half-sum' ? 0.5 : reduction === 'sum' ? 1 : m.div(1, count);

export default {
  'sum divided last; the residual times twice the weight': (m) =>
    squaredError(m, {
      loss: (d, _, reduction) => m.div(squares(m, d), { 'half-sum': 2, sum: 1, mean: d.length }[reduction]),
      slope: (d, count, reduction, dloss) => m.mul(m.mul(m.mul(2, weight(m, count, reduction)), dloss), d),
    }),

  'every square weighted; the product rule': (m) =>
    squaredError(m, {
      loss(d, _, reduction) {
        const w = weight(m, d.length, reduction);
        return m.sum(d.length, (n) => m.mul(w, m.mul(d[n], d[n])));
      },
      slope(d, count, reduction, dloss) {
        const w = m.mul(dloss, weight(m, count, reduction));
        return m.fma(w, d, m.mul(d, w));
      },
    }),

  'every residual weighted once; division last': (m) =>
    squaredError(m, {
      loss(d, _, reduction) {
        const w = weight(m, d.length, reduction);
        return m.dot(
          d.length,
          (n) => d[n],
          (n) => m.mul(w, d[n]),
        );
      },
      slope(d, count, reduction, dloss) {
        if (reduction === 'half-sum') return m.mul(dloss, d);
        const twice = m.mul(m.add(d, d), dloss);
        return reduction === 'sum' ? twice : m.div(twice, count);
      },
      targetApart: true,
    }),

  'sample by sample, a mean of means; divided by half the count': (m) =>
    squaredError(m, {
      loss(d, N, reduction) {
        const parts = rows(d, N).map((row) => {
          const s = squares(m, row);
          return reduction === 'mean' ? m.div(s, row.length) : s;
        });
        const total = m.sum(N, (n) => parts[n]);
        return reduction === 'mean' ? m.div(total, N) : reduction === 'sum' ? total : m.mul(0.5, total);
      },
      slope: (d, count, reduction, dloss) =>
        m.mul(m.div(d, { 'half-sum': 1, sum: 0.5, mean: m.div(count, 2) }[reduction]), dloss),
      targetApart: true,
    }),
} satisfies Forms;
