import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Adds up log-probabilities in f32, whose rounding decides between paths that are equally likely. */
export default bug({
  formula: 'viterbi',
  code: (mended) =>
    formula(
      'viterbi(emission[T,K] in 1000000, transition[K,K] in 1000000, start[K] in 1000000, end[K] in 1000000) -> path[T] in Z, total[] in Z',
      noOptions,
      () => ({
        forward({ emission, transition, start, end }, { T, K }) {
          const scores = (costs: Int32Array) => (mended ? costs : Float32Array.from(costs, (c) => c / 1000));
          const [e, m, s, f] = [emission, transition, start, end].map(scores);
          const from = new Int32Array(T * K);
          let delta = s.map((cost, k) => cost + e[k]);
          for (let t = 1; t < T; t++) {
            const before = delta;
            delta = before.map((_, k) => {
              const costs = before.map((cost, j) => cost + m[j * K + k]);
              from[t * K + k] = costs.indexOf(Math.min(...costs));
              return Math.min(...costs) + e[t * K + k];
            });
          }
          const totals = delta.map((cost, k) => cost + f[k]);
          const path = new Int32Array(T);
          path[T - 1] = totals.indexOf(Math.min(...totals));
          for (let t = T - 1; t > 0; t--) path[t - 1] = from[t * K + path[t]];
          const total = Math.round((mended ? 1 : 1000) * totals[path[T - 1]]);
          return { path, total: Int32Array.of(total) };
        },
      }),
    ),
});
