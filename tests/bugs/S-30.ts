import { bug } from './lib/bug.ts';
import { keptOver, masked } from './lib/dropout.ts';

/** Keeping and dropping mixed up: what the mask keeps is dropped. */
export default bug({
  formula: 'dropout',
  variant: ['mask-drops'],
  code: (mended) =>
    masked((k, x, mask, p) => keptOver(k, x, mended ? mask : mask.map((kept) => 1 - kept), 1 - p)),
});
