import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** In closed form; only the number of keys and of exponentials and the width of a head depend on the heads. */
export default formula(
  'multi-head-count() -> head_width[] in Z, key_vectors[] in Z, key_numbers[] in Z, parameters[] in Z, biases[] in Z, one_projection[] in Z, scoring[] in Z, projecting[] in Z, exponentials[] in Z',
  (options) => ({
    width: options.integer('width', { least: 1 }),
    heads: options.integer('heads', { least: 1 }),
    tokens: options.integer('tokens', { least: 1 }),
  }),
  () => ({
    forward(_inputs, _sizes, { width, heads, tokens }) {
      const fits = width % heads === 0;
      const count = (n: number) => (fits ? n : -1);
      return scalars({
        head_width: count(width / heads),
        key_vectors: count(heads * tokens),
        key_numbers: count(width * tokens),
        parameters: count(4 * width ** 2),
        biases: count(4 * width),
        one_projection: count(width ** 2),
        scoring: count(2 * tokens ** 2 * width),
        projecting: count(4 * tokens * width ** 2),
        exponentials: count(heads * tokens ** 2),
      });
    },
  }),
);
