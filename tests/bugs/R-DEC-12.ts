import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** What sum the shares would have, had no other filter taken any away. */
const WHOLE = 10;

/**
 * Sums from the least share up and keeps what is above 1 − p of the whole, which the shares are trusted to make: after
 * another filter they do not, and all may be taken away.
 */
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
          const ascending = [...share.keys()].sort((a, b) => share[a] - share[b] || b - a);
          const whole = mended ? share.reduce((sum, one) => sum + one, 0) : WHOLE;
          let sum = 0;
          const kept = ascending.filter((token, place) => {
            sum += share[token];
            return place >= V - least || 1000 * sum > (1000 - thousandths) * whole;
          });
          const tokens = new Int32Array(V).fill(-1);
          tokens.set(kept.reverse());
          return { tokens, count: Int32Array.of(kept.length) };
        },
      }),
    ),
});
