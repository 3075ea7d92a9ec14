import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Form, Forms } from './form.ts';
import { inPairs, logSumExp, online, shares, twoPasses } from './log-sum-exp.ts';
import type { Machine, Row } from './machine.ts';
import { joined, largest } from './rows.ts';

interface Steps {
  /** Of one sample whose class is t. */
  loss(z: Row, t: number): number;
  /** Σ loss/N, where N is 1 for a sum that is no mean. */
  mean(losses: Row, N: number): number;
  /** dz of one sample, for the cotangent w of its loss. */
  gradient(z: Row, t: number, w: number): Row;
}

function crossEntropy(m: Machine, { loss, mean, gradient }: Steps): ReturnType<Form> {
  const samples = ({ z, t }: Tensors) => {
    const [N, K] = z.shape;
    const scores = m.load(z.data);
    return Array.from({ length: N }, (_, n) => ({ z: scores.subarray(n * K, (n + 1) * K), t: t.data[n] }));
  };
  return {
    forward(inputs, { reduction }) {
      const all = samples(inputs);
      const losses = m.row(all.length, (n) => loss(all[n].z, all[n].t));
      const data = m.row(1, () => mean(losses, reduction === 'mean' ? all.length : 1));
      return { loss: { shape: [], data } };
    },

    vjp(inputs, { reduction }, cotangents) {
      const all = samples(inputs);
      const [dloss] = m.load(cotangents.loss.data);
      const w = reduction === 'mean' ? m.div(dloss, all.length) : dloss;
      const dz = all.map(({ z, t }) => gradient(z, t, w));
      return { z: { shape: inputs.z.shape, data: joined(m, dz) } };
    },
  };
}

const sum = (m: Machine, row: Row): number => m.sum(row.length, (n) => row[n]);

export default {
  'two passes, sum over N; w (p − onehot)': (m) =>
    crossEntropy(m, {
      loss(z, t) {
        const { max, s } = twoPasses(m, z);
        return m.sub(m.log(s), m.sub(z[t], max));
      },
      mean: (losses, N) => m.div(sum(m, losses), N),
      gradient: (z, t, w) => shares(m, z, twoPasses(m, z)).map((p, k) => m.mul(w, k === t ? m.sub(p, 1) : p)),
    }),

  'log of the sum less the score, each over N; w exp(z − l) − w onehot': (m) =>
    crossEntropy(m, {
      loss: (z, t) => m.sub(logSumExp(m, twoPasses(m, z)), z[t]),
      mean: (losses, N) => m.sum(losses.length, (n) => m.div(losses[n], N)),
      gradient(z, t, w) {
        const l = logSumExp(m, twoPasses(m, z));
        return z.map((v, k) => m.fma(w, m.exp(m.sub(v, l)), k === t ? -w : 0));
      },
    }),

  'online, times the reciprocal of N; a likely class by the others': (m) =>
    crossEntropy(m, {
      loss(z, t) {
        const { max, s } = online(m, z);
        return m.add(m.sub(max, z[t]), m.log(s));
      },
      mean: (losses, N) => m.mul(sum(m, losses), m.div(1, N)),
      // w p − w has lost its digits where p is next to 1.
      gradient(z, t, w) {
        const p = shares(m, z, online(m, z));
        const dz = p.map((v) => m.mul(w, v));
        const own = dz[t];
        dz[t] = 0;
        dz[t] = p[t] > 0.5 ? -sum(m, dz) : m.sub(own, w);
        return dz;
      },
    }),

  'in pairs; backwards through every step': (m) =>
    crossEntropy(m, {
      loss(z, t) {
        const { max, s } = inPairs(m, z);
        return m.sub(m.log(s), m.sub(z[t], max));
      },
      mean: (losses, N) => m.div(sum(m, losses), N),
      gradient(z, t, w) {
        const { max, s } = inPairs(m, z);
        const ds = m.div(w, s);
        const dz = z.map((v, k) => m.fma(ds, m.exp(m.sub(v, max)), k === t ? -w : 0));
        const first = z.indexOf(largest(z));
        dz[first] = m.sub(dz[first], sum(m, dz));
        return dz;
      },
    }),
} satisfies Forms;
