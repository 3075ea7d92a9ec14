import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { weightOf } from '../../../backends/lib/reduction.ts';

/** What stands before the logarithm of the label’s share, by the label and by the share q that it is short of one. */
type Factor = (label: number, missing: number, options: { alpha: number; gamma: number }) => number;

/** The binary focal loss by that factor, in double precision. */
export const focal = (factor: Factor): OverKernels =>
  formula(
    'focal-loss(z[N,K], t[N,K] in 2) -> loss[]',
    (options, { N, K }) => ({
      alpha: options.number('alpha', { standard: 0.25 }),
      gamma: options.number('gamma', { standard: 2 }),
      ...weightOf(options, N * K),
    }),
    (k) => ({
      forward({ z, t }, { N, K }, { alpha, gamma, weight }) {
        const behind = z.map((score, n) => (t[n] === 1 ? -score : score));
        const missing = k.map('sigmoid', behind);
        const factors = missing.map((q, n) => factor(t[n], q, { alpha, gamma }));
        const costs = k.multiply(factors, k.map('softplus', behind));
        return { loss: k.affine(weight, k.sum(costs, 1, N * K, 1), 0) };
      },
    }),
  );
