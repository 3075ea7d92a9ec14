import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

interface Pass {
  readonly batch: number;
  readonly lr: number;
  readonly keep: boolean;
}

interface Samples {
  readonly x: Floats;
  readonly t: Floats;
}

/** Where each batch starts and ends. */
function batches(M: number, { batch, keep }: Pass): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  for (let from = 0; from < M; from += batch)
    if (keep || from + batch <= M) ranges.push([from, Math.min(from + batch, M)]);
  return ranges;
}

/** The weights before every step, the errors x w + b − t met there, and the weights after the last. */
function descend(k: Kernels, b: Floats, w: Floats, { x, t }: Samples, pass: Pass) {
  const D = w.length;
  const steps = [];
  for (const [from, to] of batches(t.length, pass)) {
    const rows = to - from;
    const [part, targets] = [x.subarray(from * D, to * D), t.subarray(from, to)];
    const y = k.matmul(part, w, { rows, inner: D, columns: 1, plus: b });
    const error = k.combine(1, y, -1, targets);
    const rate = -pass.lr / rows;
    steps.push({ from, rows, part, error, rate, w });
    const slope = k.matmul(error, part, { rows: 1, inner: rows, columns: D });
    w = k.combine(1, w, rate, slope);
    b = k.combine(1, b, rate, k.sum(error, 1, rows, 1));
  }
  return { steps, b, w };
}

/**
 * Batch by batch: e = x w + b − t, w ← w − lr xᵀe / n, b ← b − lr Σe / n. Reverse, from the last batch:
 * de = −(lr/n)(x dw + db), dx = −(lr/n) e dwᵀ + de wᵀ, dt = −de, dw ← dw + xᵀ de, db ← db + Σ de.
 */
export default formula(
  'mini-batch-descent(b[], w[D], x[M,D], t[M]) -> b1[], w1[D]',
  (options, { M }) => ({
    batch: options.integer('batch', { least: 1, most: M }),
    lr: options.number('lr'),
    keep: options.choice('last', ['keep', 'drop']) === 'keep',
  }),
  (k) => ({
    forward({ b, w, ...samples }, _, pass) {
      const end = descend(k, b, w, samples, pass);
      return { b1: end.b, w1: end.w };
    },

    vjp({ b, w, ...samples }, { b1, w1 }, { D }, pass) {
      const [dx, dt] = [zeros(samples.x, samples.x.length), zeros(samples.t, samples.t.length)];
      let [db, dw] = [b1, w1];
      for (const step of descend(k, b, w, samples, pass).steps.reverse()) {
        const { from, rows, part, error, rate } = step;
        // The rate goes first, as it does in autograd: what reaches an error through x alone may overflow.
        const [slopeOfB, slopeOfW] = [k.affine(rate, db, 0), k.affine(rate, dw, 0)];
        const de = k.matmul(part, slopeOfW, { rows, inner: D, columns: 1, plus: slopeOfB });
        const product = { rows, inner: 1, columns: D };
        const ofErrors = k.matmul(de, step.w, product);
        dx.set(k.matmul(error, slopeOfW, { ...product, plus: ofErrors }), from * D);
        dt.set(k.affine(-1, de, 0), from);
        dw = k.matmul(de, part, { rows: 1, inner: rows, columns: D, plus: dw });
        db = k.combine(1, db, 1, k.sum(de, 1, rows, 1));
      }
      return { b: db, w: dw, x: dx, t: dt };
    },
  }),
);
