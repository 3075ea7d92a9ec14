import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { weightOf } from '../../../backends/lib/reduction.ts';

/** The Huber loss, by what a residual e costs in double precision. */
export const huberPieces = (cost: (e: number, delta: number) => number): OverKernels =>
  formula(
    'huber(y[N,K], t[N,K]) -> loss[]',
    (options, { N, K }) => ({
      delta: options.number('delta', { standard: 1 }),
      ...weightOf(options, N * K),
    }),
    (k) => ({
      forward({ y, t }, { N, K }, { delta, weight }) {
        const costs = k.combine(1, y, -1, t).map((e) => cost(e, delta));
        return { loss: k.affine(weight, k.sum(costs, 1, N * K, 1), 0) };
      },
    }),
  );
