import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { type Attention, type Floats, type Kernels, zeros } from '../../../backends/lib/kernels.ts';

/** A place of the scores of one attention: of the query i and the key j, `seen` telling which keys are no padding. */
export interface Place {
  readonly i: number;
  readonly j: number;
  readonly N: number;
  readonly M: number;
  /** By how much queries are shifted against keys: M − N where they are aligned at the bottom right. */
  readonly shift: number;
  readonly seen: Int32Array;
}

interface Steps {
  /** May the query see the key? */
  readonly may: (place: Place) => boolean;
  /** The weights[rows, M] of scores, `may` as 1 and 0. */
  readonly weights: (k: Kernels, scores: Floats, may: Int32Array, M: number) => Floats;
}

/** The softmax of the scores, −∞ where nothing may be seen: NaN in a row of which nothing may. */
export const maskedSoftmax = (k: Kernels, scores: Floats, may: Int32Array, M: number): Floats =>
  k.softmax(k.select(may, scores, Number.NEGATIVE_INFINITY), M);

/** The same with zeros for such a row. */
export const softmaxOrZeros = (k: Kernels, scores: Floats, may: Int32Array, M: number): Floats =>
  k.select(anyOf(may, M), maskedSoftmax(k, scores, may, M), 0);

/** [rows, M]: may anything of the row be seen? */
function anyOf(may: Int32Array, M: number): Int32Array {
  return may.map((_, n) => Math.max(...may.subarray(n - (n % M), n - (n % M) + M)));
}

/** Row by row. */
export function eachRow(scores: Floats, M: number, weights: (row: Floats, start: number) => Floats): Floats {
  const all = zeros(scores, scores.length);
  for (let start = 0; start < all.length; start += M)
    all.set(weights(scores.subarray(start, start + M), start), start);
  return all;
}

const attend = (
  k: Kernels,
  [Q, K, V]: readonly [Floats, Floats, Floats],
  may: Int32Array,
  { batch, N, M, D, E }: Attention,
  weights: Steps['weights'],
): Floats => {
  const scale = 1 / Math.sqrt(D);
  const scores = k.matmul(Q, K, { batch, rows: N, inner: D, columns: M, transposeB: true, scale });
  return k.matmul(weights(k, scores, may, M), V, { batch, rows: N, inner: M, columns: E });
};

/** Causal attention, forward, with some of its steps done otherwise. */
export const causalAttention = ({
  may = ({ i, j, shift, seen }) => seen[j] === 1 && j <= i + shift,
  weights = softmaxOrZeros,
}: Partial<Steps>): OverKernels =>
  formula(
    'causal-attention(Q[B,N,D], K[B,M,D], V[B,M,E], seen[B,M] in 2) -> y[B,N,E]',
    (options, { N, M }) => ({
      shift: options.choice('align', ['top-left', 'bottom-right']) === 'bottom-right' ? M - N : 0,
    }),
    (k) => ({
      forward({ Q, K, V, seen }, { B, N, M, D, E }, { shift }) {
        const mask = new Int32Array(B * N * M).map((_, n) => {
          const b = Math.floor(n / (N * M));
          const ofBatch = seen.subarray(b * M, (b + 1) * M);
          return may({ i: Math.floor(n / M) % N, j: n % M, N, M, shift, seen: ofBatch }) ? 1 : 0;
        });
        return { y: attend(k, [Q, K, V], mask, { batch: B, N, M, D, E }, weights) };
      },
    }),
  );

/** Attention with a mask[N,M] for each batch; `may` is given it and what it stands for is decided there. */
export const maskedAttention = ({
  may = (mask) => mask,
  weights = maskedSoftmax,
}: {
  readonly may?: (mask: Int32Array, N: number, M: number) => Int32Array;
  readonly weights?: Steps['weights'];
}): OverKernels =>
  formula(
    'scaled-dot-product-attention(Q[B,N,D], K[B,M,D], V[B,M,E], mask[B,N,M] in 2) -> y[B,N,E]',
    (_, { B, N, M, D, E }) => ({ batch: B, N, M, D, E }),
    (k) => ({
      forward: ({ Q, K, V, mask }, { N, M }, sizes) => ({
        y: attend(k, [Q, K, V], may(mask, N, M), sizes, weights),
      }),
    }),
  );
