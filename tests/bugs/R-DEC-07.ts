import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Keeps the tokens up to which the sum is no more than p, without the one that crosses it. */
export default bug({
  formula: 'top-p-set',
  variant: ['crossing-token-dropped'],
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
          const wanted = thousandths * share.reduce((sum, one) => sum + one, 0);
          let sum = 0;
          const kept = ranked.filter((token, place) => {
            const before = 1000 * sum;
            sum += share[token];
            return place < least || (mended ? before < wanted : 1000 * sum <= wanted);
          });
          const tokens = new Int32Array(V).fill(-1);
          tokens.set(kept);
          return { tokens, count: Int32Array.of(kept.length) };
        },
      }),
    ),
});
