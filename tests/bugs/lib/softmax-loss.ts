import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { weightOf } from '../../../backends/lib/reduction.ts';

/** A loss of scores z[N,K] and classes, by what each of the N samples costs. */
export const softmaxLoss = (
  costs: (k: Kernels, z: Floats, t: Int32Array, K: number) => Floats,
): OverKernels =>
  formula(
    'softmax-cross-entropy(z[N,K], t[N] in K) -> loss[]',
    (options, { N }) => weightOf(options, N),
    (k) => ({
      forward: ({ z, t }, { N, K }, { weight }) => ({
        loss: k.affine(weight, k.sum(costs(k, z, t, K), 1, N, 1), 0),
      }),
    }),
  );
