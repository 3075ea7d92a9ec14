import { bug } from './lib/bug.ts';
import { maxPoolOfCount } from './lib/windows.ts';

/** The number of windows rounded up by adding stride − 1, and then once more by the division. */
export default bug({
  formula: 'max-pool2d',
  variant: ['rounded-up-twice'],
  code: (mended) =>
    maxPoolOfCount((size, { kernel, stride, pad, ceil, count }) =>
      mended || !ceil ? count : Math.ceil((size + 2 * pad - kernel + (stride - 1)) / stride) + 1,
    ),
});
