import { bug } from './lib/bug.ts';
import { rotaryEmbedding } from './lib/rotary-embedding.ts';

/** Tables for neighbouring pairs, but features half the width apart turned with each other, and the other way round. */
export default bug({
  formula: 'rotary-embedding',
  variant: ['layouts-mixed'],
  code: (mended) =>
    rotaryEmbedding(mended ? {} : { pairs: (layout) => (layout === 'half' ? 'interleaved' : 'half') }),
});
