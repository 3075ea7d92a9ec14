import { bug } from './lib/bug.ts';
import { eachWindow, largest, maxPoolWithGradient } from './lib/windows.ts';

/** dx[argmax] = g where it is += g: a pixel that is the largest of several windows keeps the gradient of the last. */
export default bug({
  formula: 'max-pool2d',
  variant: ['gradient-overwritten'],
  code: (mended) =>
    maxPoolWithGradient((x, dy, pooling) => {
      const dx = new Float64Array(x.length);
      eachWindow(pooling, (place, cells) => {
        const argmax = largest(x, cells);
        if (mended) dx[argmax] += dy[place];
        else dx[argmax] = dy[place];
      });
      return dx;
    }),
});
