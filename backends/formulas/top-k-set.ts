import { formula } from '../lib/formula.ts';

/** The sort is stable: of equal scores the smaller number stays in front. */
export default formula(
  'top-k-set(score[V] in 1000000) -> tokens[V] in Z, count[] in Z',
  (options) => ({ k: options.integer('k', { least: 1 }) }),
  () => ({
    forward({ score }, { V }, { k }) {
      const ranked = [...score.keys()].sort((a, b) => score[b] - score[a]).slice(0, k);
      const tokens = new Int32Array(V).fill(-1);
      tokens.set(ranked);
      return { tokens, count: Int32Array.of(ranked.length) };
    },
  }),
);
