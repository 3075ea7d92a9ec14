import { formula } from '../../backends/lib/formula.ts';
import { chosen, oneHot } from '../../backends/lib/indices.ts';
import type { Floats, Kernels } from '../../backends/lib/kernels.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** Shares are cut off at 1e-7 and 1 − 1e-7 before their log, and beyond these there is no gradient. */
export default bug({
  formula: 'softmax-cross-entropy',
  variant: ['shares-clipped'],
  code: (mended) =>
    formula(
      'softmax-cross-entropy(z[N,K], t[N] in K) -> loss[]',
      (options, { N }) => weightOf(options, N),
      (k) => ({
        forward({ z, t }, { N, K }, { weight }) {
          const logs = mended
            ? k.gather(k.logSoftmax(z, K), chosen(t, K), 1)
            : k.map('log', shares(k, z, t, K).map(clip));
          return { loss: k.affine(-weight, k.sum(logs, 1, N, 1), 0) };
        },

        vjp({ z, t }, { loss: [dloss] }, { N, K }, { weight }) {
          const dlogs = k.affine(-weight * dloss, oneHot(k, z, t, K), 0);
          const dz = k.logSoftmaxGradient(k.softmax(z, K), dlogs, K);
          if (mended) return { z: dz };
          const inside = Int32Array.from(shares(k, z, t, K), (share) => (share === clip(share) ? 1 : 0));
          return {
            z: k.select(
              Int32Array.from({ length: N * K }, (_, i) => inside[Math.floor(i / K)]),
              dz,
              0,
            ),
          };
        },
      }),
    ),
});

/** Of each sample the share of its class. */
const shares = (k: Kernels, z: Floats, t: Int32Array, K: number): Floats =>
  k.gather(k.softmax(z, K), chosen(t, K), 1);

const clip = (share: number): number => Math.max(1e-7, Math.min(1 - 1e-7, share));
