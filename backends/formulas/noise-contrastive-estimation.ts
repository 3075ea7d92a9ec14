import { formula, noOptions } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** s − log(K q): the logarithm of the odds that a word is of the text. */
const odds = <F extends Floats>(k: Kernels, s: F, q: F, { K }: Sizes): F =>
  k.combine(1, s, -1, k.map('log', k.affine(K, q, 0)));

/** loss = softplus(−odds of the word) + Σ softplus(odds of the noise). */
export default formula(
  'noise-contrastive-estimation(s[N], noise[N,K], q[N], r[N,K]) -> loss[N]',
  noOptions,
  (k) => ({
    forward({ s, noise, q, r }, sizes) {
      const no = k.sum(k.map('softplus', odds(k, noise, r, sizes)), sizes.N, sizes.K, 1);
      return { loss: k.combine(1, k.map('softplus', k.affine(-1, odds(k, s, q, sizes), 0)), 1, no) };
    },

    vjp({ s, noise, q, r }, { loss: dloss }, sizes) {
      const missed = k.map('sigmoid', k.affine(-1, odds(k, s, q, sizes), 0));
      const taken = k.map('sigmoid', odds(k, noise, r, sizes));
      return {
        s: k.affine(-1, k.multiply(missed, dloss), 0),
        noise: k.multiply(taken, k.repeat(dloss, sizes.N, sizes.K, 1)),
      };
    },
  }),
);
