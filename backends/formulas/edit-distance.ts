import { formula } from '../lib/formula.ts';

/** One row of the table of all beginnings at a time: row[j] turns what has been read of a into the first j symbols of b. */
export default formula(
  'edit-distance(a[M] in 1000000, b[N] in 1000000) -> distance[] in Z',
  (options) => ({
    insertion: options.integer('insertion', { least: 0 }),
    deletion: options.integer('deletion', { least: 0 }),
    substitution: options.integer('substitution', { least: 0 }),
  }),
  () => ({
    forward({ a, b }, { N }, { insertion, deletion, substitution }) {
      const row = Int32Array.from({ length: N + 1 }, (_, j) => j * insertion);
      for (const symbol of a) {
        let diagonal = row[0];
        row[0] += deletion;
        for (let j = 1; j <= N; j++) {
          const replaced = diagonal + (symbol === b[j - 1] ? 0 : substitution);
          diagonal = row[j];
          row[j] = Math.min(replaced, row[j] + deletion, row[j - 1] + insertion);
        }
      }
      return { distance: row.slice(N) };
    },
  }),
);
