import type { Tensor } from '../../../backends/lib/contract.ts';
import type { Form, Forms } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { dot, inUnits, largestOf, plain, running } from './root-mean-square.ts';
import { joined } from './rows.ts';

/** How one sample is normalised. Its squares may lie beyond the range of the dtype. */
interface Steps {
  /** √(Σ x²/K + eps). */
  root(x: Row, eps: number): number;
  normal(x: Row, root: number): Row;
  /** dx for g = gamma · dy. */
  gradient(g: Row, normal: Row, x: Row, root: number): Row;
}

function rmsNorm(m: Machine, { root, normal, gradient }: Steps): ReturnType<Form> {
  const rowsOf = ({ shape: [N, K], data }: Tensor): Row[] => {
    const all = m.load(data);
    return Array.from({ length: N }, (_, n) => all.subarray(n * K, (n + 1) * K));
  };
  return {
    forward({ x, gamma }, { eps }) {
      const scale = m.load(gamma.data);
      const rows = rowsOf(x).map((row) =>
        normal(row, root(row, eps as number)).map((v, k) => m.mul(v, scale[k])),
      );
      return { y: { shape: x.shape, data: joined(m, rows) } };
    },

    vjp({ x, gamma }, { eps }, { y: dy }) {
      const scale = m.load(gamma.data);
      const cotangents = rowsOf(dy);
      const samples = rowsOf(x).map((row) => {
        const r = root(row, eps as number);
        return { row, r, normal: normal(row, r) };
      });
      const dx = samples.map(({ row, r, normal }, n) => {
        const g = cotangents[n].map((v, k) => m.mul(v, scale[k]));
        return gradient(g, normal, row, r);
      });
      const dGamma = scale.map((_, k) =>
        m.dot(
          samples.length,
          (n) => cotangents[n][k],
          (n) => samples[n].normal[k],
        ),
      );
      return {
        x: { shape: x.shape, data: joined(m, dx) },
        gamma: { shape: gamma.shape, data: dGamma },
      };
    },
  };
}

const quotients = (m: Machine) => (x: Row, root: number) => x.map((v) => m.div(v, root));

const products = (m: Machine) => (x: Row, root: number) => {
  const scale = m.div(1, root);
  return x.map((v) => m.mul(v, scale));
};

export default {
  'in units of the largest; two terms over the root': (m) =>
    rmsNorm(m, {
      root: (x, eps) => inUnits(m, x, eps, largestOf(m, x, eps)),
      normal: quotients(m),
      gradient(g, normal, _, root) {
        const along = m.div(dot(m, g, normal), g.length);
        return g.map((v, k) => m.div(m.fma(-normal[k], along, v), root));
      },
    }),

  'in units of a power of two; through the root': (m) =>
    rmsNorm(m, {
      root: (x, eps) => inUnits(m, x, eps, 2 ** Math.floor(Math.log2(largestOf(m, x, eps)))),
      normal: products(m),
      gradient(g, normal, x, root) {
        const scale = m.div(1, root);
        const dRoot = m.mul(m.mul(-dot(m, g, x), scale), scale);
        const share = m.div(dRoot, g.length);
        return g.map((v, k) => m.fma(v, scale, m.mul(share, normal[k])));
      },
    }),

  'one pass; everything over K at once': (m) =>
    rmsNorm(m, {
      root: (x, eps) => running(m, x, eps),
      normal: quotients(m),
      gradient(g, normal, _, root) {
        const along = dot(m, g, normal);
        const scale = m.div(m.div(1, root), g.length);
        return g.map((v, k) => m.mul(scale, m.sub(m.mul(g.length, v), m.mul(normal[k], along))));
      },
    }),

  'squares as they are; the Jacobian row by row': (m) =>
    rmsNorm(m, {
      root: (x, eps) => plain(m, x, eps),
      normal: products(m),
      gradient(g, normal, _, root) {
        const K = g.length;
        const slope = (j: number, k: number) => m.sub(j === k ? 1 : 0, m.div(m.mul(normal[j], normal[k]), K));
        const row = (k: number) =>
          m.dot(
            K,
            (j) => g[j],
            (j) => slope(j, k),
          );
        return g.map((_, k) => m.div(row(k), root));
      },
    }),
} satisfies Forms;
