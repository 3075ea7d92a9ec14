import { adam, direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** Steps are counted from 0: the first correction divides by 0, and each comes one step late. */
export default bug({
  formula: 'adam',
  variant: ['counts-from-zero'],
  code: (mended) =>
    adam((one) => {
      const { k, theta, lr, t } = one;
      const { m, v } = moments(one);
      const u = direction({ ...one, t: mended ? t : t - 1 }, { m, v });
      return { theta: k.combine(1, theta, -lr, u), m, v };
    }),
});
