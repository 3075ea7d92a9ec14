import type { Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { onSamples, type Statistics } from './samples.ts';

function twoPasses(m: Machine, x: Row, eps: number): Statistics {
  const mean = m.div(
    m.sum(x.length, (k) => x[k]),
    x.length,
  );
  const d = x.map((v) => m.sub(v, mean));
  const squares = m.dot(
    d.length,
    (k) => d[k],
    (k) => d[k],
  );
  return { mean, root: m.sqrt(m.add(m.div(squares, x.length), eps)) };
}

/** Mean and squares of the deviations, updated by one number after the other. */
function welford(m: Machine, x: Row, eps: number): Statistics {
  let mean = 0;
  let squares = 0;
  x.forEach((v, k) => {
    const before = m.sub(v, mean);
    mean = m.add(mean, m.div(before, k + 1));
    squares = m.fma(before, m.sub(v, mean), squares);
  });
  return { mean, root: m.sqrt(m.add(m.div(squares, x.length), eps)) };
}

export default {
  'two passes, division by the root; three terms': (m) =>
    onSamples(m, twoPasses, {
      normal: (x, { mean, root }) => x.map((v) => m.div(m.sub(v, mean), root)),
      output: (normal, gamma, beta) => normal.map((v, k) => m.fma(v, gamma[k], beta[k])),
      gradient(g, normal, _, { root }) {
        const K = g.length;
        const mean = m.div(
          m.sum(K, (k) => g[k]),
          K,
        );
        const along = m.div(
          m.dot(
            K,
            (k) => g[k],
            (k) => normal[k],
          ),
          K,
        );
        return g.map((v, k) => m.div(m.sub(m.sub(v, mean), m.mul(normal[k], along)), root));
      },
    }),

  'reciprocal root; through variance and mean': (m) =>
    onSamples(m, twoPasses, {
      normal(x, { mean, root }) {
        const scale = m.div(1, root);
        return x.map((v) => m.mul(m.sub(v, mean), scale));
      },
      output: (normal, gamma, beta) => normal.map((v, k) => m.add(beta[k], m.mul(gamma[k], v))),
      gradient(g, _, x, { mean, root }) {
        const K = g.length;
        const scale = m.div(1, root);
        const d = x.map((v) => m.sub(v, mean));
        const dScale = m.dot(
          K,
          (k) => g[k],
          (k) => d[k],
        );
        const dVariance = m.mul(m.mul(m.mul(-0.5, dScale), m.mul(scale, scale)), scale);
        const dDeviation = g.map((v, k) => m.fma(v, scale, m.mul(m.div(m.mul(2, dVariance), K), d[k])));
        const dMean = m.div(
          m.sum(K, (k) => dDeviation[k]),
          K,
        );
        return dDeviation.map((v) => m.sub(v, dMean));
      },
    }),

  'Welford; everything over K at once': (m) =>
    onSamples(m, welford, {
      normal: (x, { mean, root }) => x.map((v) => m.div(m.sub(v, mean), root)),
      output: (normal, gamma, beta) => normal.map((v, k) => m.fma(v, gamma[k], beta[k])),
      gradient(g, normal, _, { root }) {
        const K = g.length;
        const total = m.sum(K, (k) => g[k]);
        const along = m.dot(
          K,
          (k) => g[k],
          (k) => normal[k],
        );
        const scale = m.div(m.div(1, root), K);
        return g.map((v, k) => m.mul(scale, m.sub(m.sub(m.mul(K, v), total), m.mul(normal[k], along))));
      },
    }),

  'mean folded into a shift; coefficients of x': (m) =>
    onSamples(m, twoPasses, {
      normal(x, { mean, root }) {
        const scale = m.div(1, root);
        const shift = m.mul(-mean, scale);
        return x.map((v) => m.fma(v, scale, shift));
      },
      output: (normal, gamma, beta) => normal.map((v, k) => m.fma(v, gamma[k], beta[k])),
      // dx = g/root + b x + c, as libraries do it that keep mean and root alone from the forward pass.
      gradient(g, _, x, { mean, root }) {
        const K = g.length;
        const scale = m.div(1, root);
        const total = m.sum(K, (k) => g[k]);
        const along = m.dot(
          K,
          (k) => g[k],
          (k) => x[k],
        );
        // One factor after the other: the cube of the scale underflows from deviations of 10^15 on.
        const slope = m.mul(m.mul(m.mul(m.sub(m.mul(total, mean), along), scale), scale), scale);
        const b = m.div(slope, K);
        const c = m.sub(m.mul(-b, mean), m.div(m.mul(total, scale), K));
        return g.map((v, k) => m.add(m.fma(scale, v, m.mul(b, x[k])), c));
      },
    }),
} satisfies Forms;
