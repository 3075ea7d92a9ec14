import { formula, noOptions, type OverKernels } from '../../../backends/lib/formula.ts';
import { chosen } from '../../../backends/lib/indices.ts';

/** The exponential of what the words that count cost together, divided by what `count` makes of the mask. */
export const perplexityOver = (count: (mask: Int32Array) => number): OverKernels =>
  formula('perplexity(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> perplexity[]', noOptions, (k) => ({
    forward({ z, t, mask }, { N, T, K }) {
      const likelihoods = k.select(mask, k.gather(k.logSoftmax(z, K), chosen(t, K), 1), 0);
      const loss = k.affine(-1 / count(mask), k.sum(likelihoods, 1, N * T, 1), 0);
      return { perplexity: k.map('exp', loss) };
    },
  }));

/** The words without the padding. */
export const words = (mask: Int32Array): number => mask.reduce((sum, one) => sum + one, 0);
