import { formula } from '../lib/formula.ts';
import { normaliseRows, normaliseRowsGradient } from '../lib/normalised-rows.ts';

/** y = γ x̂ + β with x̂ = (x − mean)/√(variance + eps) of each channel of each sample. */
export default formula(
  'instance-norm(x[N,C,L], gamma[C], beta[C]) -> y[N,C,L]',
  (options) => ({ eps: options.number('eps', { least: 0 }) }),
  (k) => ({
    forward: ({ x, ...norm }, { L }, { eps }) => ({ y: normaliseRows(k, norm, x, L, L, eps) }),

    vjp: ({ x, gamma }, { y: dy }, { L }, { eps }) => ({
      ...normaliseRowsGradient(k, gamma, x, dy, L, L, eps),
    }),
  }),
);
