import { formula, noOptions, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import type { Sizes } from '../../../backends/lib/signature.ts';

interface Steps {
  /** What scores are multiplied by. */
  readonly scale: (sizes: Sizes) => number;
  /** The projections[B,T,H,width] of T tokens as [B,H,T,width]. */
  readonly split: (k: Kernels, x: Floats, B: number, T: number, H: number, width: number) => Floats;
}

/** Multi-head attention, forward, with some of its steps done otherwise. */
export const multiHead = ({
  scale = ({ A }) => 1 / Math.sqrt(A),
  split = (k, x, B, T, H, width) => k.swapAxes(x, B, T, H, width),
}: Partial<Steps>): OverKernels =>
  formula(
    'multi-head-attention(X[B,N,D], Y[B,M,D], Wq[H,A,D], Wk[H,A,D], Wv[H,C,D], Wo[D,H,C]) -> y[B,N,D]',
    noOptions,
    (k) => ({
      forward({ X, Y, Wq, Wk, Wv, Wo }, sizes) {
        const { B, N, M, D, H, A, C } = sizes;
        const heads = (x: Floats, T: number, W: Floats, width: number): Floats => {
          const all = k.matmul(x, W, { rows: B * T, inner: D, columns: H * width, transposeB: true });
          return split(k, all, B, T, H, width);
        };
        const [Q, K, V] = [heads(X, N, Wq, A), heads(Y, M, Wk, A), heads(Y, M, Wv, C)];
        const products = { rows: N, inner: A, columns: M, transposeB: true, scale: scale(sizes) };
        const P = k.softmax(k.matmul(Q, K, { batch: B * H, ...products }), M);
        const Z = k.swapAxes(k.matmul(P, V, { batch: B * H, rows: N, inner: M, columns: C }), B, H, N, C);
        return { y: k.matmul(Z, Wo, { rows: B * N, inner: H * C, columns: D, transposeB: true }) };
      },
    }),
  );
