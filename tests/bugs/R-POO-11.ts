import { bug } from './lib/bug.ts';
import { eachWindow, largest, maxPoolWithGradient } from './lib/windows.ts';

/** The gradient unpooled to where the largest pixels stand: of windows that share one, the last overwrites the others. */
export default bug({
  formula: 'max-pool2d',
  variant: ['gradient-overwritten'],
  code: (mended) =>
    maxPoolWithGradient((x, dy, pooling) => {
      const indices = new Int32Array(dy.length);
      eachWindow(pooling, (place, cells) => {
        indices[place] = largest(x, cells);
      });
      const unpooled = new Float64Array(x.length);
      indices.forEach((cell, place) => {
        unpooled[cell] = mended ? unpooled[cell] + dy[place] : dy[place];
      });
      return unpooled;
    }),
});
