import { withBrevity } from './lib/brevity.ts';
import { bug } from './lib/bug.ts';

/** The least difference between the lengths of translation and reference, taken for the length of that reference. */
export default bug({
  formula: 'bleu',
  variant: ['difference-of-lengths'],
  code: (mended) =>
    withBrevity(
      mended
        ? {}
        : { wanted: (own, lengths) => Math.min(...lengths.map((length) => Math.abs(length - own))) },
    ),
});
