import { formula } from '../lib/formula.ts';
import { scalars } from '../lib/scalars.ts';

/** ⌈N/B⌉ updates and nothing discarded, or ⌊N/B⌋ and N mod B. */
export default formula(
  'mini-batches() -> updates[] in Z, discarded[] in Z',
  (options) => ({
    samples: options.integer('samples', { least: 1 }),
    batch: options.integer('batch', { least: 1 }),
    keep: options.choice('last', ['keep', 'drop']) === 'keep',
  }),
  () => ({
    forward: (_inputs, _sizes, { samples, batch, keep }) =>
      scalars(
        keep
          ? { updates: Math.ceil(samples / batch), discarded: 0 }
          : { updates: Math.floor(samples / batch), discarded: samples % batch },
      ),
  }),
);
