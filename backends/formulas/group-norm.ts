import { formula } from '../lib/formula.ts';
import { normaliseRows, normaliseRowsGradient } from '../lib/normalised-rows.ts';

/** y = γ x̂ + β with x̂ = (x − mean)/√(variance + eps) of each group of channels, which lie side by side. */
export default formula(
  'group-norm(x[N,C,L], gamma[C], beta[C]) -> y[N,C,L]',
  (options, { C, L }) => {
    const groups = options.integer('groups', { least: 1 });
    if (C % groups !== 0) options.reject(`a multiple of groups = ${groups} channels`, C);
    return { columns: (C / groups) * L, eps: options.number('eps', { least: 0 }) };
  },
  (k) => ({
    forward: ({ x, ...norm }, { L }, { columns, eps }) => ({
      y: normaliseRows(k, norm, x, L, columns, eps),
    }),

    vjp: ({ x, gamma }, { y: dy }, { L }, { columns, eps }) => ({
      ...normaliseRowsGradient(k, gamma, x, dy, L, columns, eps),
    }),
  }),
);
