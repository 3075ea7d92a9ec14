import { adamw, direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The decay is taken off every parameter as it is, not times the parameter. */
export default bug({
  formula: 'adamw',
  variant: ['decay-without-the-parameter'],
  code: (mended) =>
    adamw((one) => {
      const { k, theta, lr, decay } = one;
      const { m, v } = moments(one);
      const decayed = mended ? k.affine(1 - lr * decay, theta, 0) : k.affine(1, theta, -lr * decay);
      return { theta: k.combine(1, decayed, -lr, direction(one, { m, v })), m, v };
    }),
});
