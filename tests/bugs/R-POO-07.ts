import { bug } from './lib/bug.ts';
import { eachWindow, inside, largest, maxPoolWithGradient } from './lib/windows.ts';

/** g · (x = max): every one of equal largest pixels gets the whole gradient of its window. */
export default bug({
  formula: 'max-pool2d',
  variant: ['gradient-to-every-largest'],
  code: (mended) =>
    maxPoolWithGradient((x, dy, pooling) => {
      const dx = new Float64Array(x.length);
      eachWindow(pooling, (place, cells) => {
        const first = largest(x, cells);
        for (const cell of inside(cells))
          if (mended ? cell === first : x[cell] === x[first]) dx[cell] += dy[place];
      });
      return dx;
    }),
});
