import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import type { Sizes } from '../../../backends/lib/signature.ts';

interface Steps {
  /** x[N,K] as the rows that are normalised. */
  readonly rows: (k: Kernels, x: Floats, N: number, K: number) => Floats;
  /** What the centred rows are divided by, of their variances. */
  readonly deviation: (k: Kernels, variance: Floats, eps: number, K: number) => Floats;
  /** The root whose slope the variance's gradient goes through, 1/2√; without it there is no backward. */
  readonly root?: (k: Kernels, variance: Floats, eps: number) => Floats;
}

const steps: Steps = {
  rows: (_, x) => x,
  deviation: (k, variance, eps) => k.map('sqrt', k.affine(1, variance, eps)),
};

/**
 * Layer normalisation with some of its steps done otherwise, y = γ c/s + β with c = x − μ. Backward s gets −Σ γ dy c / s²,
 * the variance that over 2√, c its 2 c / K of it besides γ dy / s, and x what c gets less its mean.
 */
export const layerNorm = (otherwise: Partial<Steps>): OverKernels =>
  formula(
    'layer-norm(x[N,K], gamma[K], beta[K]) -> y[N,K]',
    (options) => ({ eps: options.number('eps') }),
    (k) => {
      const { rows, deviation, root } = { ...steps, ...otherwise };
      const parts = (x: Floats, N: number, K: number, eps: number) => {
        const { mean, variance } = k.moments(x, K);
        const centred = k.combine(1, x, -1, k.repeat(mean, N, K, 1));
        const s = k.repeat(deviation(k, variance, eps, K), N, K, 1);
        return { centred, variance, s, normal: k.divide(centred, s) };
      };

      const backward =
        (slope: NonNullable<Steps['root']>) =>
        (
          { x, gamma }: { readonly x: Floats; readonly gamma: Floats },
          { y: dy }: { readonly y: Floats },
          { N, K }: Sizes,
          { eps }: { readonly eps: number },
        ) => {
          const { centred, variance, s, normal } = parts(rows(k, x, N, K), N, K, eps);
          const direct = k.divide(k.multiply(dy, gamma), s);
          const ds = k.sum(k.multiply(direct, normal), N, K, 1);
          const dvariance = k.divide(ds, slope(k, variance, eps));
          const through = k.multiply(centred, k.repeat(k.affine(-1 / K, dvariance, 0), N, K, 1));
          const dc = k.combine(1, direct, 1, through);
          const mean = k.affine(1 / K, k.sum(dc, N, K, 1), 0);
          return {
            x: k.combine(1, dc, -1, k.repeat(mean, N, K, 1)),
            gamma: k.sum(k.multiply(dy, normal), 1, N, K),
            beta: k.sum(dy, 1, N, K),
          };
        };

      return {
        forward({ x, gamma, beta }, { N, K }, { eps }) {
          const { normal } = parts(rows(k, x, N, K), N, K, eps);
          return { y: k.combine(1, k.multiply(normal, gamma), 1, beta) };
        },

        ...(root && { vjp: backward(root) }),
      };
    },
  );
