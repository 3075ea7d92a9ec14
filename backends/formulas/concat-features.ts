import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/** Columns from … to−1 of x[rows, columns]. */
function columnsOf<F extends Floats>(x: F, columns: number, from: number, to: number): F {
  const width = to - from;
  const part = zeros(x, (x.length / columns) * width);
  for (let n = 0; n < part.length; n++) part[n] = x[Math.floor(n / width) * columns + from + (n % width)];
  return part;
}

/** Each row of A and then that of B; gradients are cut where the rows were joined. */
export default formula(
  'concat-features(A[N,P], B[N,Q]) -> y[N,width]',
  (_, { P, Q }) => ({ width: P + Q }),
  () => ({
    forward({ A, B }, { N, P, Q }, { width }) {
      const y = zeros(A, N * width);
      for (let n = 0; n < N; n++) {
        y.set(A.subarray(n * P, (n + 1) * P), n * width);
        y.set(B.subarray(n * Q, (n + 1) * Q), n * width + P);
      }
      return { y };
    },

    vjp: (_, { y: dy }, { P }, { width }) => ({
      A: columnsOf(dy, width, 0, P),
      B: columnsOf(dy, width, P, width),
    }),
  }),
);
