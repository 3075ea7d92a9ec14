import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** So many tokens another filter leaves. */
const TOP_K = 2;

/** Takes p of what is left by a top-k that stands before it, in the place of p of all shares. */
export default bug({
  formula: 'top-p-set',
  code: (mended) =>
    formula(
      'top-p-set(share[V] in 1000000) -> tokens[V] in Z, count[] in Z',
      (options) => ({
        thousandths: Math.round(1000 * options.number('p', { least: 0, most: 1 })),
        least: options.integer('min_tokens', { least: 1 }),
      }),
      () => ({
        forward({ share }, { V }, { thousandths, least }) {
          const ranked = [...share.keys()].sort((a, b) => share[b] - share[a]);
          const candidates = mended ? ranked : ranked.slice(0, Math.max(TOP_K, least));
          const wanted = thousandths * candidates.reduce((sum, token) => sum + share[token], 0);
          let sum = 0;
          const kept = candidates.filter((token, place) => {
            const before = 1000 * sum;
            sum += share[token];
            return place < least || before < wanted;
          });
          const tokens = new Int32Array(V).fill(-1);
          tokens.set(kept);
          return { tokens, count: Int32Array.of(kept.length) };
        },
      }),
    ),
});
