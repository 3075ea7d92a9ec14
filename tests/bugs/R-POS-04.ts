import { bug } from './lib/bug.ts';
import { rotaryEmbedding } from './lib/rotary-embedding.ts';

/** Of tables of full width only the first half is read, for both halves; those of neighbouring pairs have two that differ. */
export default bug({
  formula: 'rotary-embedding',
  code: (mended) => rotaryEmbedding(mended ? {} : { column: (c, H) => c % H }),
});
