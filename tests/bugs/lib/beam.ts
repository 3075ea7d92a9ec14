import { formula } from '../../../backends/lib/formula.ts';

/** Ends a sequence, and stands before its first symbol. */
const END = 0;

export interface Hypothesis {
  readonly tokens: readonly number[];
  readonly total: number;
}

/** What a step of the search has kept. */
export interface Kept {
  readonly ended: readonly Hypothesis[];
  readonly others: readonly Hypothesis[];
  /** The finished hypotheses so far: what is to be an answer is added here. */
  readonly finished: Hypothesis[];
  readonly width: number;
  readonly isLast: boolean;
}

/** A beam search of which `goOn` says what is extended at the next step. */
export const beamSearch = (goOn: (kept: Kept) => readonly Hypothesis[]) =>
  formula(
    'beam-search(cost[T,V,V] in 10000) -> tokens[T] in Z, total[] in Z, live[T] in Z',
    (options) => ({ width: options.integer('width', { least: 1 }) }),
    () => ({
      forward({ cost }, { T, V }, { width }) {
        const tokens = new Int32Array(T).fill(-1);
        const live = new Int32Array(T);
        const finished: Hypothesis[] = [];
        let beam: readonly Hypothesis[] = [{ tokens: [], total: 0 }];
        for (let t = 0; t < T; t++) {
          const extended = beam.flatMap(({ tokens: before, total }) => {
            const row = (t * V + (before.at(-1) ?? END)) * V;
            return Array.from({ length: V }, (_, symbol) => ({
              tokens: [...before, symbol],
              total: total + cost[row + symbol],
            }));
          });
          const kept = extended.sort(cheapest).slice(0, width);
          const ended = kept.filter((one) => one.tokens[t] === END);
          const others = kept.filter((one) => one.tokens[t] !== END);
          live[t] = others.length;
          beam = goOn({ ended, others, finished, width, isLast: t === T - 1 });
        }
        const [best = { tokens: [], total: 0 }] = [...finished, ...beam].sort(cheapest);
        tokens.set(best.tokens);
        return { tokens, total: Int32Array.of(best.total), live };
      },
    }),
  );

/** By the total, and of equally cheap ones as a dictionary sorts. */
function cheapest(a: Hypothesis, b: Hypothesis): number {
  const differs = a.tokens.findIndex((symbol, n) => symbol !== b.tokens[n]);
  return a.total - b.total || (a.tokens[differs] ?? 0) - (b.tokens[differs] ?? 0);
}
