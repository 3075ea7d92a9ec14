import { apart, beside } from '../lib/columns.ts';
import { formula } from '../lib/formula.ts';

/** Each sample is a row of C·H·W numbers of a and D·H·W of b, side by side; the gradient is taken apart again. */
export default formula(
  'concat-channels(a[N,C,H,W], b[N,D,H,W]) -> y[N,E,H,W]',
  (_, { C, D, H, W }) => ({ E: C + D, first: C * H * W, second: D * H * W }),
  () => ({
    forward: ({ a, b }, _, { first, second }) => ({ y: beside(a, b, first, second) }),

    vjp(_inputs, { y }, _, { first, second }) {
      const [a, b] = apart(y, first, second);
      return { a, b };
    },
  }),
);
