import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** Vⁿ entries, Vⁿ − Vⁿ⁻¹ of them free; of whole sentences all but one, Vⁿ − 1. */
export default formula(
  'n-gram-parameters() -> table[] in Z, free[] in Z, unrestricted[] in Z',
  (options) => ({
    words: options.integer('words', { least: 1 }),
    order: options.integer('order', { least: 1 }),
  }),
  () => ({
    forward: (_inputs, _sizes, { words, order }) =>
      scalars({
        table: words ** order,
        free: words ** order - words ** (order - 1),
        unrestricted: words ** order - 1,
      }),
  }),
);
