import { bug } from './lib/bug.ts';
import { inside, maxPoolBy } from './lib/windows.ts';

/** A halo of zeros: windows that reach over the border give max(0, …). */
export default bug({
  formula: 'max-pool2d',
  variant: ['zero-padding'],
  code: (mended) =>
    maxPoolBy((x, cells) => {
      const halo = cells.includes(-1) && !mended ? 0 : -Infinity;
      return Math.max(halo, ...inside(cells).map((cell) => x[cell]));
    }),
});
