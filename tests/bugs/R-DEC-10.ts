import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Takes away the places after k, counted from 0, and keeps k + 1 tokens. */
export default bug({
  formula: 'top-k-set',
  variant: ['one-too-many'],
  code: (mended) =>
    formula(
      'top-k-set(score[V] in 1000000) -> tokens[V] in Z, count[] in Z',
      (options) => ({ k: options.integer('k', { least: 1 }) }),
      () => ({
        forward({ score }, { V }, { k }) {
          const ranked = [...score.keys()].sort((a, b) => score[b] - score[a]);
          const kept = ranked.filter((_, place) => !(mended ? place >= k : place > k));
          const tokens = new Int32Array(V).fill(-1);
          tokens.set(kept);
          return { tokens, count: Int32Array.of(kept.length) };
        },
      }),
    ),
});
