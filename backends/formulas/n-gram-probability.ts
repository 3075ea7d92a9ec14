import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';

/** log P(s) = Σ log p(word | up to order − 1 words before it); a probability p gets the sum of dlogp / p of its places. */
export default formula(
  'n-gram-probability(p1[V], p2[V,V], p3[V,V,V], s[N,T] in V) -> logp[N]',
  (options) => ({ order: options.integer('order', { least: 1, most: 3 }) }),
  (k) => ({
    forward({ p1, p2, p3, s }, { N, T, V }, { order }) {
      const probabilities = zeros(p1, N * T);
      visit(s, N, T, V, order, (place, context, index) => {
        probabilities[place] = [p1, p2, p3][context][index];
      });
      return { logp: k.sum(k.map('log', probabilities), N, T, 1) };
    },

    vjp({ p1, p2, p3, s }, { logp: d }, { N, T, V }, { order }) {
      const tables = [p1, p2, p3];
      const slopes: Floats[] = tables.map((table) => zeros(table, table.length));
      visit(s, N, T, V, order, (place, context, index) => {
        slopes[context][index] += d[Math.floor(place / T)] / tables[context][index];
      });
      return { p1: slopes[0], p2: slopes[1], p3: slopes[2] };
    },
  }),
);

/** Tells for each word of s[N,T] how many words it is given, and where its probability stands among theirs. */
function visit(
  s: Int32Array,
  N: number,
  T: number,
  V: number,
  order: number,
  tell: (place: number, context: number, index: number) => void,
): void {
  for (let n = 0; n < N; n++)
    for (let t = 0; t < T; t++) {
      const context = Math.min(t, order - 1);
      let index = 0;
      for (let back = context; back >= 0; back--) index = index * V + s[n * T + t - back];
      tell(n * T + t, context, index);
    }
}
