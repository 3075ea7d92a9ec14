import { formula } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';

/** r = √(‖x‖²/K + eps) of each row, by the norm, whose squares do not overflow; repeated along the row. */
function sizes(k: Kernels, x: Floats, K: number, eps: number): Floats {
  const rows = x.length / K;
  const r = zeros(x, rows);
  for (let n = 0; n < rows; n++)
    r[n] = Math.hypot(k.norm(x.subarray(n * K, (n + 1) * K)) / Math.sqrt(K), Math.sqrt(eps));
  return k.repeat(r, rows, K, 1);
}

/** y = γ ∘ x̂ with x̂ = x/r. As ∂r/∂x = x̂/K, with dx̂ = γ ∘ dy: dx = (dx̂ − x̂ mean(dx̂ ∘ x̂))/r and dγ = Σ dy ∘ x̂. */
export default formula(
  'rms-norm(x[N,K], gamma[K]) -> y[N,K]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    forward: ({ x, gamma }, { K }, { eps }) => ({
      y: k.multiply(k.divide(x, sizes(k, x, K, eps)), gamma),
    }),

    vjp({ x, gamma }, { y: dy }, { N, K }, { eps }) {
      const r = sizes(k, x, K, eps);
      const normal = k.divide(x, r);
      const through = k.multiply(dy, gamma);
      const along = k.repeat(k.affine(1 / K, k.sum(k.multiply(through, normal), N, K, 1), 0), N, K, 1);
      return {
        x: k.divide(k.combine(1, through, -1, k.multiply(normal, along)), r),
        gamma: k.sum(k.multiply(dy, normal), 1, N, K),
      };
    },
  }),
);
