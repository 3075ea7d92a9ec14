import { bug } from './lib/bug.ts';
import { inside, maxPoolBy } from './lib/windows.ts';

/** A maximum that starts at the lowest finite number, which is what comes out where no pixel is larger. */
export default bug({
  formula: 'max-pool2d',
  code: (mended) =>
    maxPoolBy((x, cells) => {
      const lowest = x instanceof Float32Array ? -(2 - 2 ** -23) * 2 ** 127 : -Number.MAX_VALUE;
      return Math.max(mended ? -Infinity : lowest, ...inside(cells).map((cell) => x[cell]));
    }),
});
