import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** Query after query: its own projection, and then a product for each number or hidden unit of every key. */
export default formula(
  'score-cost() -> dot[] in Z, additive[] in Z, tanhs[] in Z, projecting[] in Z',
  (options) => {
    const [width, hidden, queries, keys] = ['width', 'hidden', 'queries', 'keys'].map((name) =>
      options.integer(name, { least: 1 }),
    );
    return { width, hidden, queries, keys };
  },
  () => ({
    forward(_inputs, _sizes, { width, hidden, queries, keys }) {
      let [dot, units, projecting] = [0, 0, keys * width * hidden];
      for (let query = 0; query < queries; query++) {
        projecting += width * hidden;
        dot += keys * width;
        units += keys * hidden;
      }
      return scalars({ dot, additive: units, tanhs: units, projecting });
    },
  }),
);
