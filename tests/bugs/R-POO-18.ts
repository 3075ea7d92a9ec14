import { bug } from './lib/bug.ts';
import { maxPoolBy } from './lib/windows.ts';

/** Written after a text that says zero padding: a pixel outside the image is 0. */
export default bug({
  formula: 'max-pool2d',
  variant: ['zero-padding'],
  code: (mended) =>
    maxPoolBy((x, cells) => {
      const outside = mended ? -Infinity : 0;
      return Math.max(...cells.map((cell) => x[cell] ?? outside));
    }),
});
