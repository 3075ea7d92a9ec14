import { type Kernels, zeros } from '../lib/kernels.ts';
import { products } from './matmul.ts';
import { softmax } from './softmax.ts';

export const attention = {
  /** One query at a time, its weights kept in doubles. */
  attend(Q, K, V, { batch, N, M, D, E }, mask) {
    const y = zeros(Q, batch * N * E);
    const [keys, values] = [K, V].map((x) => Float64Array.from(x));
    const scale = 1 / Math.sqrt(D);
    for (let row = 0; row < batch * N; row++) {
      const b = Math.floor(row / N);
      const query = Float64Array.from(Q.subarray(row * D, (row + 1) * D));
      const ofBatch = { rows: 1, inner: D, columns: M, transposeB: true, scale };
      const scores = products.matmul(query, keys.subarray(b * M * D, (b + 1) * M * D), ofBatch);
      if (mask) for (let m = 0; m < M; m++) if (mask[row * M + m] === 0) scores[m] = Number.NEGATIVE_INFINITY;
      const weights = softmax.softmax(scores, M);
      const ofValues = { rows: 1, inner: M, columns: E };
      y.set(products.matmul(weights, values.subarray(b * M * E, (b + 1) * M * E), ofValues), row * E);
    }
    return y;
  },
} satisfies Partial<Kernels>;
