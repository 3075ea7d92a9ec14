import { formula } from '../lib/formula.ts';

/** In integers, so that a sum that reaches p exactly does. The sort is stable: of equal shares the smaller number stays in front. */
export default formula(
  'top-p-set(share[V] in 1000000) -> tokens[V] in Z, count[] in Z',
  (options) => ({
    thousandths: Math.round(1000 * options.number('p', { least: 0, most: 1 })),
    least: options.integer('min_tokens', { least: 1 }),
  }),
  () => ({
    forward({ share }, { V }, { thousandths, least }) {
      const ranked = [...share.keys()].sort((a, b) => share[b] - share[a]);
      const wanted = thousandths * share.reduce((sum, one) => sum + one, 0);
      let [count, sum] = [0, 0];
      do sum += share[ranked[count++]];
      while (count < V && 1000 * sum < wanted);
      const kept = ranked.slice(0, Math.max(count, least));
      const tokens = new Int32Array(V).fill(-1);
      tokens.set(kept);
      return { tokens, count: Int32Array.of(kept.length) };
    },
  }),
);
