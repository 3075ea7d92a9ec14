import { formula, noOptions } from '../lib/formula.ts';
import { nonzero } from '../lib/indices.ts';
import type { Floats } from '../lib/kernels.ts';

/**
 * nll = −log p, entropy = Σ p·nll with 0·∞ = 0, perplexity = exp(entropy). So an entropy gives p the gradient nll − 1,
 * a perplexity as much times itself, and p has no share in them where it is 0.
 */
export default formula(
  'next-token-statistics(p[N,K]) -> nll[N,K], entropy[N], perplexity[N]',
  noOptions,
  (k) => {
    const entropyOf = (p: Floats, nll: Floats, N: number, K: number): Floats =>
      k.sum(k.select(nonzero(p), k.multiply(p, nll), 0), N, K, 1);
    const exp = (x: Floats): Floats => x.map((value) => Math.exp(value)) as Floats;

    return {
      forward({ p }, { N, K }) {
        const nll = k.affine(-1, k.map('log', p), 0);
        const entropy = entropyOf(p, nll, N, K);
        return { nll, entropy, perplexity: exp(entropy) };
      },

      vjp({ p }, { nll: dnll, entropy: dentropy, perplexity: dperplexity }, { N, K }) {
        const nll = k.affine(-1, k.map('log', p), 0);
        const perplexity = exp(entropyOf(p, nll, N, K));
        const total = k.combine(1, dentropy, 1, k.multiply(dperplexity, perplexity));
        const mean = k.multiply(k.affine(1, nll, -1), k.repeat(total, N, K, 1));
        return { p: k.combine(1, k.select(nonzero(p), mean, 0), -1, k.mapGradient('log', p, dnll)) };
      },
    };
  },
);
