import { adamw, direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The decay goes into the gradient, where the root of the second moment divides it away again. */
export default bug({
  formula: 'adamw',
  variant: ['decay-in-the-gradient'],
  code: (mended) =>
    adamw((one) => {
      const { k, theta, g, lr, decay } = one;
      const { m, v } = moments(mended ? one : { ...one, g: k.combine(1, g, decay, theta) });
      const kept = mended ? 1 - lr * decay : 1;
      return { theta: k.combine(kept, theta, -lr, direction(one, { m, v })), m, v };
    }),
});
