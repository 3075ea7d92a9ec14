import { formula } from '../lib/formula.ts';
import { layerNorm, layerNormGradient } from '../lib/layer-norm.ts';

/** y = γ ∘ x̂ + β with x̂ = (x − mean)/√(variance + eps) of each row. */
export default formula(
  'layer-norm(x[N,K], gamma[K], beta[K]) -> y[N,K]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    forward: ({ x, ...norm }, { K }, { eps }) => ({ y: layerNorm(k, norm, x, K, eps) }),

    vjp: ({ x, gamma }, { y: dy }, { K }, { eps }) => ({
      ...layerNormGradient(k, { gamma }, x, dy, K, eps),
    }),
  }),
);
