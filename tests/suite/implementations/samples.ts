import type { Form } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

/** Of one sample. */
export interface Statistics {
  readonly mean: number;
  /** √(variance + eps). */
  readonly root: number;
}

/** How one sample is normalised. */
export interface Steps {
  normal(x: Row, statistics: Statistics): Row;
  output(normal: Row, gamma: Row, beta: Row): Row;
  /** dx for g = gamma · dy. */
  gradient(g: Row, normal: Row, x: Row, statistics: Statistics): Row;
}

/** The steps on each sample of a batch; the gradients of gamma and beta are sums over the batch. */
export function onSamples(
  m: Machine,
  measure: (m: Machine, x: Row, eps: number) => Statistics,
  steps: Steps,
): ReturnType<Form> {
  const rowsOf = ({ shape: [N, K], data }: { shape: readonly number[]; data: ArrayLike<number> }): Row[] => {
    const all = m.load(data);
    return Array.from({ length: N }, (_, n) => all.subarray(n * K, (n + 1) * K));
  };
  const normalise = (x: Row, eps: unknown) => {
    const statistics = measure(m, x, m.constant(eps as number));
    return { statistics, normal: steps.normal(x, statistics) };
  };

  return {
    forward({ x, gamma, beta }, { eps }) {
      const [scale, shift] = [m.load(gamma.data), m.load(beta.data)];
      const rows = rowsOf(x).map((row) => steps.output(normalise(row, eps).normal, scale, shift));
      return { y: { shape: x.shape, data: joined(m, rows) } };
    },

    vjp({ x, gamma, beta }, { eps }, { y: dy }) {
      const scale = m.load(gamma.data);
      const samples = rowsOf(x);
      const cotangents = rowsOf(dy);
      const normals: Row[] = [];
      const dx = samples.map((row, n) => {
        const { statistics, normal } = normalise(row, eps);
        normals.push(normal);
        const g = cotangents[n].map((v, k) => m.mul(v, scale[k]));
        return steps.gradient(g, normal, row, statistics);
      });
      const N = samples.length;
      const dGamma = scale.map((_, k) =>
        m.dot(
          N,
          (n) => cotangents[n][k],
          (n) => normals[n][k],
        ),
      );
      const dBeta = scale.map((_, k) => m.sum(N, (n) => cotangents[n][k]));
      return {
        x: { shape: x.shape, data: joined(m, dx) },
        gamma: { shape: gamma.shape, data: dGamma },
        beta: { shape: beta.shape, data: dBeta },
      };
    },
  };
}
