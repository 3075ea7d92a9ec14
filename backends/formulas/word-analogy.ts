import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** distance = ‖E_v − (E_b − E_a + E_c)‖²; what the difference gets, 2 (E_v − point) ddistance, goes to v, and turned to the three words. */
export default formula(
  'word-analogy(E[V,D], a[N] in V, b[N] in V, c[N] in V) -> distance[N,V]',
  noOptions,
  (k) => {
    type Words = Record<'a' | 'b' | 'c', Int32Array>;
    const differences = (E: Floats, { a, b, c }: Words, { N, V, D }: Sizes) => {
      const [from, to, other] = [a, b, c].map((words) => k.gather(E, words, D));
      const point = k.combine(1, k.combine(1, to, -1, from), 1, other);
      return k.combine(1, k.repeat(E, 1, N, V * D), -1, k.repeat(point, N, V, D));
    };
    return {
      forward({ E, ...words }, sizes) {
        const difference = differences(E, words, sizes);
        return { distance: k.sum(k.multiply(difference, difference), sizes.N * sizes.V, sizes.D, 1) };
      },

      vjp({ E, ...words }, { distance }, sizes) {
        const { N, V, D } = sizes;
        const difference = differences(E, words, sizes);
        const d = k.affine(2, k.multiply(difference, k.repeat(distance, N * V, D, 1)), 0);
        const point = k.affine(-1, k.sum(d, N, V, D), 0);
        const to = (indices: Int32Array, x: Floats) => k.scatterAdd(x, indices, V, D);
        return {
          E: addAll(k, [
            k.sum(d, 1, N, V * D),
            to(words.b, point),
            to(words.c, point),
            to(words.a, k.affine(-1, point, 0)),
          ]),
        };
      },
    };
  },
);
