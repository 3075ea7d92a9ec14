import { formula } from '../../backends/lib/formula.ts';
import { type Floats, zeros } from '../../backends/lib/kernels.ts';
import { weightOf } from '../../backends/lib/reduction.ts';
import { bug } from './lib/bug.ts';

/** Ties of sorted scores are looked for between neighbours of the input, not between neighbours of the sorted order. */
export default bug({
  formula: 'accuracy',
  code: (mended) =>
    formula(
      'accuracy(z[N,K], t[N] in K) -> accuracy[]',
      (options, { N, K }) => ({
        ...weightOf(options, N),
        k: options.integer('k', { least: 1, most: K }),
      }),
      () => ({
        forward({ z, t }, { K }, { weight, k }) {
          const placeOf = (own: number, n: number) =>
            ranking(z.subarray(n * K, (n + 1) * K), mended).indexOf(own);
          const hits = t.filter((own, n) => placeOf(own, n) < k).length;
          return { accuracy: zeros(z, 1).fill(weight * hits) };
        },
      }),
    ),
});

/** The classes by their scores from the largest down: an ascending sort read from the end, then each tie put in order. */
function ranking(scores: Floats, mended: boolean): number[] {
  const compare = (i: number, j: number) => Number(scores[i] > scores[j]) - Number(scores[i] < scores[j]);
  const order = [...scores.keys()].sort(compare).reverse();
  const score = (place: number) => scores[mended ? order[place] : place];
  const ranked: number[] = [];
  while (ranked.length < order.length) {
    const from = ranked.length;
    let to = from + 1;
    while (to < order.length && score(to) === score(from)) to++;
    ranked.push(...order.slice(from, to).sort((i, j) => i - j));
  }
  return ranked;
}
