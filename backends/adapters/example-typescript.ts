import type { ImplementationModule, Tensor } from '../lib/contract.ts';

/** Ten formulas as in a first lesson: float64, no library. A template for your own. */

const tensor = (shape: Tensor['shape'], v: number[]): Tensor => ({ shape, data: Float64Array.from(v) });
const each = ({ shape, data }: Tensor, f: (v: number, i: number) => number) =>
  tensor(shape, Array.from(data, f));
const rows = ({ shape: [N, K], data }: Tensor) =>
  Array.from({ length: N }, (_, n) => Array.from(data.subarray(n * K, (n + 1) * K)));
const dot = (a: number[], b: number[]) => a.reduce((sum, v, i) => sum + v * b[i], 0);

export default {
  name: 'first lesson',
  dtypes: ['f64'],
  formulas: {
    sigmoid: ({ x }) => ({ y: each(x, (v) => 1 / (1 + Math.exp(-v))) }),
    relu: ({ x }) => ({ y: each(x, (v) => Math.max(v, 0)) }),
    tanh: {
      forward: ({ x }) => ({ y: each(x, Math.tanh) }),
      vjp: ({ x }, _, { y }) => ({ x: each(x, (v, i) => y.data[i] / Math.cosh(v) ** 2) }),
    },
    'leaky-relu': ({ x }, { slope }) => ({ y: each(x, (v) => (v > 0 ? v : v * Number(slope))) }),
    prelu: ({ x, a }) => ({ y: each(x, (v, i) => (v > 0 ? v : v * a.data[i % a.data.length])) }),
    dropout: ({ x, mask }, { p }) => ({ y: each(x, (v, i) => (mask.data[i] * v) / (1 - Number(p))) }),
    linear: ({ x, W, b }) => {
      const y = rows(x).flatMap((r) => rows(W).map((w, o) => dot(w, r) + b.data[o]));
      return { y: tensor([x.shape[0], W.shape[0]], y) };
    },
    embedding: ({ E, tokens }) => {
      const y = Array.from(tokens.data).flatMap((token) => rows(E)[token]);
      return { y: tensor([tokens.shape[0], E.shape[1]], y) };
    },
    'dot-score': ({ q, K }) => {
      const [B, M, D] = K.shape;
      const s = rows(tensor([B * M, D], [...K.data])).map((k, i) => dot(k, rows(q)[Math.floor(i / M)]));
      return { s: tensor([B, M], s) };
    },
    'clip-by-norm': ({ g }, { c }) => {
      const norm = Math.hypot(...g.data);
      return { y: each(g, (v) => (norm > Number(c) ? (v * Number(c)) / norm : v)) };
    },
  },
} satisfies ImplementationModule;
