import { formula, noOptions } from '../lib/formula.ts';

/** δ(t, k) = min_j δ(t−1, j) + transition[j,k] + emission[t,k]; the j of each are kept, and lead back from the last state. */
export default formula(
  'viterbi(emission[T,K] in 1000000, transition[K,K] in 1000000, start[K] in 1000000, end[K] in 1000000) -> path[T] in Z, total[] in Z',
  noOptions,
  () => ({
    forward({ emission, transition, start, end }, { T, K }) {
      const from = new Int32Array(T * K);
      let delta = start.map((cost, k) => cost + emission[k]);
      for (let t = 1; t < T; t++) {
        const before = delta;
        delta = before.map((_, k) => {
          const costs = before.map((cost, j) => cost + transition[j * K + k]);
          const j = firstLeast(costs);
          from[t * K + k] = j;
          return costs[j] + emission[t * K + k];
        });
      }
      const totals = delta.map((cost, k) => cost + end[k]);
      const path = new Int32Array(T);
      path[T - 1] = firstLeast(totals);
      for (let t = T - 1; t > 0; t--) path[t - 1] = from[t * K + path[t]];
      return { path, total: Int32Array.of(totals[path[T - 1]]) };
    },
  }),
);

const firstLeast = (costs: Int32Array): number => costs.indexOf(Math.min(...costs));
