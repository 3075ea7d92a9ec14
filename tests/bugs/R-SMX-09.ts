import { formula } from '../../backends/lib/formula.ts';
import { fromRows, lanesAlongAxis, toRows } from '../../backends/lib/lanes.ts';
import { bug } from './lib/bug.ts';

/** The tensor taken for a matrix [first axis, all others], whose rows sum to one whatever the axis. */
export default bug({
  formula: 'softmax',
  code: (mended) =>
    formula(
      'softmax(x[...]) -> y[...]',
      (options, _, { x }) => {
        const lanes = lanesAlongAxis(options, x);
        const length = x.slice(1).reduce((volume, size) => volume * size, 1);
        return mended || x.length === 1 ? lanes : { outer: x[0]!, length, inner: 1 };
      },
      (k) => ({
        forward: ({ x }, _, lanes) => ({
          y: fromRows(k, k.softmax(toRows(k, x, lanes), lanes.length), lanes),
        }),
      }),
    ),
});
