import { formula, noOptions } from '../../backends/lib/formula.ts';
import { chosen } from '../../backends/lib/indices.ts';
import { bug } from './lib/bug.ts';

/** The mean over all places of a loss that is 0 where there is padding, in the place of that over the words. */
export default bug({
  formula: 'perplexity',
  variant: ['padding-in-the-count'],
  code: (mended) =>
    formula('perplexity(z[N,T,K], t[N,T] in K, mask[N,T] in 2) -> perplexity[]', noOptions, (k) => ({
      forward({ z, t, mask }, { K }) {
        const likelihoods = k.gather(k.logSoftmax(z, K), chosen(t, K), 1);
        const xent = k.affine(-1, k.select(mask, likelihoods, 0), 0);
        const counted = mended ? xent.filter((_, n) => mask[n] === 1) : xent;
        const sum = k.sum(counted, 1, counted.length, 1);
        return { perplexity: k.map('exp', k.affine(1 / counted.length, sum, 0)) };
      },
    })),
});
