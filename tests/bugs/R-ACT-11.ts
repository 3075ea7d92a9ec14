import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { where } from './lib/where.ts';

/** max(x, 0) as x > 0 ? x : 0, and y > 0 ? 1 : 0 backwards: NaN is not greater, and comes out as 0. */
export default bug({
  formula: 'relu',
  variant: ['drops-nan'],
  code: (mended) =>
    formula('relu(x[...]) -> y[...]', noOptions, (k) => {
      const passes = (value: number) => (mended ? !(value <= 0) : value > 0);
      return {
        forward: ({ x }) => ({ y: k.select(where(x, passes).yes, x, 0) }),
        vjp: ({ x }, { y: dy }) => ({ x: k.select(where(x, passes).yes, dy, 0) }),
      };
    }),
});
