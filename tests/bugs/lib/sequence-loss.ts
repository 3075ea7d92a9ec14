import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import { chosen } from '../../../backends/lib/indices.ts';

/** Of each sequence what its selected steps cost together, and how many they are. */
interface Costs {
  readonly sum: readonly number[];
  readonly count: readonly number[];
}

/** The cross-entropy of the selected steps of sequences, by how it is averaged. */
export const sequenceLoss = (mean: (costs: Costs) => number): OverKernels =>
  formula(
    'sequence-cross-entropy(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> loss[]',
    (options) => ({ isMean: options.choice('reduction', ['mean', 'sum']) === 'mean' }),
    (k) => ({
      forward({ z, t, mask }, { N, T, K }, { isMean }) {
        const costs = k.affine(-1, k.gather(k.logSoftmax(z, K), chosen(t, K), 1), 0);
        const sum = [...k.sum(k.select(mask, costs, 0), N, T, 1)];
        const count = sum.map((_, n) => total(mask.subarray(n * T, (n + 1) * T)));
        return { loss: z.slice(0, 1).fill(isMean ? mean({ sum, count }) : total(sum)) };
      },
    }),
  );

export const total = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
