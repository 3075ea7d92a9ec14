import { formula } from '../lib/formula.ts';

/** Ends a sequence, and stands before its first symbol. */
const END = 0;

interface Hypothesis {
  readonly tokens: readonly number[];
  readonly total: number;
}

/**
 * The live hypotheses are of one length and stand in the order of a dictionary, and so do their extensions: a stable
 * sort by cost leaves equally cheap ones in that order.
 */
export default formula(
  'beam-search(cost[T,V,V] in 10000) -> tokens[T] in Z, total[] in Z, live[T] in Z',
  (options) => ({ width: options.integer('width', { least: 1 }) }),
  () => ({
    forward({ cost }, { T, V }, { width }) {
      const tokens = new Int32Array(T).fill(-1);
      const lives = new Int32Array(T);
      const finished: Hypothesis[] = [];
      let live: Hypothesis[] = [{ tokens: [], total: 0 }];
      for (let t = 0; t < T; t++) {
        const extended: Hypothesis[] = [];
        for (const { tokens: before, total } of live) {
          const row = (t * V + (before.at(-1) ?? END)) * V;
          for (let symbol = 0; symbol < V; symbol++)
            extended.push({ tokens: [...before, symbol], total: total + cost[row + symbol] });
        }
        const cheapest = [...extended.keys()].sort((a, b) => extended[a].total - extended[b].total);
        const kept = cheapest.slice(0, width).sort((a, b) => a - b);
        live = [];
        for (const n of kept) (extended[n].tokens[t] === END ? finished : live).push(extended[n]);
        lives[t] = live.length;
      }
      const best = [...finished, ...live].reduce((one, other) => (precedes(other, one) ? other : one));
      tokens.set(best.tokens);
      return { tokens, total: Int32Array.of(best.total), live: lives };
    },
  }),
);

/** Cheaper, or as cheap and first in a dictionary. None of them is the beginning of another. */
function precedes(a: Hypothesis, b: Hypothesis): boolean {
  if (a.total !== b.total) return a.total < b.total;
  const differs = a.tokens.findIndex((symbol, n) => symbol !== b.tokens[n]);
  return differs >= 0 && a.tokens[differs] < b.tokens[differs];
}
