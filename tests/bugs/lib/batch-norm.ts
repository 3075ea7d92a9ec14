import { channelsFirst, channelsSecond, perChannel } from '../../../backends/lib/channels.ts';
import { formula, type OverKernels } from '../../../backends/lib/formula.ts';
import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import type { Moments } from './moments.ts';

interface Steps {
  /** Mean and biased variance of rows of M, one row a channel; `running` are those there were before. */
  readonly moments: (k: Kernels, rows: Floats, M: number, running: Moments) => Moments;
  /** The running ones anew, `share` being what the batch counts for. */
  readonly update: (k: Kernels, running: Moments, batch: Moments, M: number, share: number) => Moments;
}

const steps: Steps = {
  moments: (k, rows, M) => k.moments(rows, M),
  update: (k, running, batch, M, share) => ({
    mean: k.combine(1 - share, running.mean, share, batch.mean),
    variance: k.combine(1 - share, running.variance, (share * M) / (M - 1), batch.variance),
  }),
};

/** Batch normalisation, forward, with some of its steps done otherwise. */
export const batchNorm = (otherwise: Partial<Steps>): OverKernels =>
  formula(
    'batch-norm(x[N,C,L], gamma[C], beta[C], mean[C], var[C]) -> y[N,C,L], mean1[C], var1[C]',
    (options) => ({ share: options.number('momentum'), eps: options.number('eps') }),
    (k) => ({
      forward({ x, gamma, beta, mean, var: variance }, sizes, { share, eps }) {
        const { moments, update } = { ...steps, ...otherwise };
        const M = sizes.N * sizes.L;
        const rows = channelsFirst(k, x, sizes);
        const batch = moments(k, rows, M, { mean, variance });
        const centred = k.combine(1, rows, -1, perChannel(k, batch.mean, M));
        const root = k.map('sqrt', k.affine(1, batch.variance, eps));
        const scaled = k.multiply(k.divide(centred, perChannel(k, root, M)), perChannel(k, gamma, M));
        const next = update(k, { mean, variance }, batch, M, share);
        return {
          y: channelsSecond(k, k.combine(1, scaled, 1, perChannel(k, beta, M)), sizes),
          mean1: next.mean,
          var1: next.variance,
        };
      },
    }),
  );
