import { bug } from './lib/bug.ts';
import { rotaryEmbedding } from './lib/rotary-embedding.ts';

/** Neighbouring features paired, with weights that were trained on pairs half the width apart. */
export default bug({
  formula: 'rotary-embedding',
  variant: ['always-interleaved'],
  code: (mended) =>
    rotaryEmbedding(mended ? {} : { pairs: () => 'interleaved', tables: () => 'interleaved' }),
});
