import { bug } from './lib/bug.ts';
import { maxPoolOfCount } from './lib/windows.ts';

/** Rounding up keeps a last window that starts behind the image, where it finds nothing. */
export default bug({
  formula: 'max-pool2d',
  variant: ['window-in-the-padding-kept'],
  code: (mended) =>
    maxPoolOfCount((size, { kernel, stride, pad, ceil, count }) =>
      mended ? count : (ceil ? Math.ceil : Math.floor)((size + 2 * pad - kernel) / stride) + 1,
    ),
});
