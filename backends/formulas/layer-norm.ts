import { formula } from '../lib/formula.ts';

/**
 * y = γ ∘ x̂ + β with x̂ = (x − mean)/√(variance + eps) of each row. With dx̂ = γ ∘ dy: dγ = Σ dy ∘ x̂, dβ = Σ dy and
 * dx = (dx̂ − mean(dx̂) − x̂ mean(dx̂ ∘ x̂)) / √(variance + eps).
 */
export default formula(
  'layer-norm(x[N,K], gamma[K], beta[K]) -> y[N,K]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    forward({ x, gamma, beta }, { K }, { eps }) {
      const { y: normal } = k.normalise(x, K, eps);
      return { y: k.combine(1, k.multiply(normal, gamma), 1, beta) };
    },

    vjp({ x, gamma }, { y: dy }, { N, K }, { eps }) {
      const { y: normal, scale } = k.normalise(x, K, eps);
      return {
        x: k.normaliseGradient(normal, scale, k.multiply(dy, gamma), K),
        gamma: k.sum(k.multiply(dy, normal), 1, N, K),
        beta: k.sum(dy, 1, N, K),
      };
    },
  }),
);
