import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { chosen } from '../../../backends/lib/indices.ts';
import type { Floats } from '../../../backends/lib/kernels.ts';

/** The negative log-likelihood whose mean is over what `divisor` makes of the samples’ weights and of which are kept. */
export const nllMean = (divisor: (weights: Floats, kept: Int32Array) => number): OverKernels =>
  formula(
    'nll-loss(l[N,K], t[N] in K, w[K]) -> loss[]',
    (options) => ({
      ignored: options.integer('ignore_index', { standard: -1 }),
      isMean: options.choice('reduction', ['mean', 'sum']) === 'mean',
    }),
    (k) => ({
      forward({ l, t, w }, { N, K }, { ignored, isMean }) {
        const kept = t.map((label) => (label === ignored ? 0 : 1));
        const weights = k.gather(w, t, 1);
        const costs = k.select(kept, k.multiply(weights, k.gather(l, chosen(t, K), 1)), 0);
        return { loss: k.affine(-1 / (isMean ? divisor(weights, kept) : 1), k.sum(costs, 1, N, 1), 0) };
      },
    }),
  );

/** Σ w over the samples that are kept. */
export const keptWeight = (weights: Floats, kept: Int32Array): number =>
  [...weights].reduce((sum, weight, n) => (kept[n] === 1 ? sum + weight : sum), 0);

/** Σ w over all of them. */
export const wholeWeight = (weights: Floats): number => [...weights].reduce((sum, weight) => sum + weight, 0);
