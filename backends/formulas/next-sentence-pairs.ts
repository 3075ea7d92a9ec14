import { formula, noOptions } from '../lib/formula.ts';

/**
 * A sentence is followed by the next one of its document (label 0), or, where its coin shows 1, by one of another
 * document (label 1). Without another document there is nothing but the next one to take.
 */
export default formula(
  'next-sentence-pairs(document[S] in 1000, coin[S] in 2, draw[S] in 1000) -> first[S] in Z, second[S] in Z, label[S] in Z',
  noOptions,
  () => ({
    forward({ document, coin, draw }, { S }) {
      const [first, second, label] = [0, 0, 0].map(() => new Int32Array(S).fill(-1));
      const sentences = new Map<number, number>();
      for (const d of document) sentences.set(d, (sentences.get(d) ?? 0) + 1);
      for (let i = 0; i + 1 < S; i++) {
        if (document[i + 1] !== document[i]) continue;
        const others = S - sentences.get(document[i])!;
        const negative = coin[i] === 1 && others > 0;
        first[i] = i;
        label[i] = negative ? 1 : 0;
        second[i] = negative ? nthOther(document, document[i], draw[i] % others) : i + 1;
      }
      return { first, second, label };
    },
  }),
);

/** The n-th of the sentences of other documents. */
function nthOther(document: Int32Array, own: number, n: number): number {
  let [at, left] = [-1, n + 1];
  while (left > 0) if (document[++at] !== own) left--;
  return at;
}
