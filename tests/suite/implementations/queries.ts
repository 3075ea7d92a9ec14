import type { Tensors } from '../../../backends/lib/contract.ts';
import type { Form } from './form.ts';
import type { Machine, Row } from './machine.ts';
import { joined } from './rows.ts';

/** One query of attention and the keys and values that it meets. */
export interface Query {
  readonly q: (d: number) => number;
  readonly key: (j: number, d: number) => number;
  readonly value: (j: number, e: number) => number;
  /** Does the mask let key j through? */
  readonly open: (j: number) => boolean;
  readonly M: number;
  readonly D: number;
  readonly E: number;
}

export interface Steps {
  output(query: Query): Row;
  /** The weights, and the cotangents of the scores, for that of the output. */
  reverse(query: Query, dy: Row): { readonly p: Row; readonly ds: Row };
  /** v/√D. */
  scale(v: number, D: number): number;
}

interface Batch {
  readonly queries: readonly Query[];
  readonly N: number;
  readonly M: number;
  readonly D: number;
  readonly E: number;
}

/** The samples of a batch, each with its queries. */
function batches(m: Machine, { Q, K, V, mask }: Tensors): Batch[] {
  const [B, N, D] = Q.shape;
  const [, M, E] = V.shape;
  const [q, k, v] = [Q, K, V].map(({ data }) => m.load(data));
  return Array.from({ length: B }, (_, b) => ({
    ...{ N, M, D, E },
    queries: Array.from({ length: N }, (_, i) => ({
      ...{ M, D, E },
      q: (d) => q[(b * N + i) * D + d],
      key: (j, d) => k[(b * M + j) * D + d],
      value: (j, e) => v[(b * M + j) * E + e],
      open: (j) => mask.data[(b * N + i) * M + j] === 1,
    })),
  }));
}

/** The steps on every query; the gradients of keys and values are sums over the queries. */
export function onQueries(m: Machine, steps: Steps): ReturnType<Form> {
  return {
    forward(inputs) {
      const rows = batches(m, inputs).flatMap(({ queries }) => queries.map(steps.output));
      const [B, N] = inputs.Q.shape;
      return { y: { shape: [B, N, inputs.V.shape[2]], data: joined(m, rows) } };
    },

    vjp(inputs, _, { y }) {
      const dy = m.load(y.data);
      const parts = batches(m, inputs).map(({ queries, N, M, D, E }, b) => {
        const cotangent = (i: number) => dy.subarray((b * N + i) * E, (b * N + i + 1) * E);
        const reversed = queries.map((query, i) => steps.reverse(query, cotangent(i)));
        const { key } = queries[0];
        return {
          Q: grid(m, N, D, (i, d) => {
            const { ds } = reversed[i];
            return steps.scale(
              m.dot(
                M,
                (j) => ds[j],
                (j) => key(j, d),
              ),
              D,
            );
          }),
          K: grid(m, M, D, (j, d) =>
            steps.scale(
              m.dot(
                N,
                (i) => reversed[i].ds[j],
                (i) => queries[i].q(d),
              ),
              D,
            ),
          ),
          V: grid(m, M, E, (j, e) =>
            m.dot(
              N,
              (i) => reversed[i].p[j],
              (i) => cotangent(i)[e],
            ),
          ),
        };
      });
      return Object.fromEntries(
        (['Q', 'K', 'V'] as const).map((name) => [
          name,
          {
            shape: inputs[name].shape,
            data: joined(
              m,
              parts.map((part) => part[name]),
            ),
          },
        ]),
      );
    },
  };
}

const grid = (m: Machine, rows: number, columns: number, f: (row: number, column: number) => number): Row =>
  m.row(rows * columns, (n) => f(Math.floor(n / columns), n % columns));
