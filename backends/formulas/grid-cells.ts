import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** Cells are numbered to the base k; sorted, equal numbers stand side by side. */
export default formula(
  'grid-cells(points[N,d] in 1000) -> cells[] in Z, occupied[] in Z',
  (options, { d }, { points }) => {
    const k = options.integer('k', { least: 1 });
    if (options.integer('d', { least: 1 }) !== d) options.reject(`points of d = ${d} axes`, points[1]);
    return { k };
  },
  () => ({
    forward({ points }, { N, d }, { k }) {
      const numbers = new Float64Array(N);
      for (let n = 0; n < N; n++)
        for (let axis = 0; axis < d; axis++) numbers[n] = numbers[n] * k + points[n * d + axis];
      numbers.sort();
      const occupied = numbers.reduce((count, cell, n) => (cell === numbers[n - 1] ? count : count + 1), 0);
      return scalars({ cells: k ** d, occupied });
    },
  }),
);
