import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** The first place where the sum exceeds p, looked for with an argmax: none is found for p = 1, and 0 comes out. */
export default bug({
  formula: 'top-p-set',
  variant: ['greedy-where-nothing-exceeds-p'],
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
          const isEnough = ranked.map((token) => {
            sum += share[token];
            return mended ? 1000 * sum >= wanted : 1000 * sum > wanted;
          });
          const cut = argmax(isEnough);
          const kept = ranked.slice(0, Math.max(cut + 1, least));
          const tokens = new Int32Array(V).fill(-1);
          tokens.set(kept);
          return { tokens, count: Int32Array.of(kept.length) };
        },
      }),
    ),
});

/** The first of the largest. */
const argmax = (values: readonly boolean[]): number => Math.max(0, values.indexOf(true));
