import { formula, noOptions } from '../lib/formula.ts';
import { nonzero } from '../lib/indices.ts';
import { zeros } from '../lib/kernels.ts';

/** w = n / (terms of the document) · log(documents / documents with the term), and nothing for a term that is not there. */
export default formula('tf-idf(n[T,D]) -> w[T,D]', noOptions, (k) => ({
  forward({ n }, { T, D }) {
    const there = nonzero(n);
    const documents = zeros(n, T).map((_, i) =>
      there.subarray(i * D, (i + 1) * D).reduce((sum, one) => sum + one, 0),
    );
    const rarity = k.map('log', k.divide(zeros(n, T).fill(D), documents));
    const totals = k.sum(n, 1, T, D);
    const shares = k.divide(n, k.repeat(totals, 1, T, D));
    return { w: k.select(there, k.multiply(shares, k.repeat(rarity, T, D, 1)), 0) };
  },
}));
