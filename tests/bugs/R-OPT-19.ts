import { adamw, direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The parameters are decayed by the same share at every step, whatever the rate. */
export default bug({
  formula: 'adamw',
  variant: ['decay-without-the-rate'],
  code: (mended) =>
    adamw((one) => {
      const { k, theta, lr, decay } = one;
      const { m, v } = moments(one);
      const kept = 1 - (mended ? lr : 1) * decay;
      return { theta: k.combine(kept, theta, -lr, direction(one, { m, v })), m, v };
    }),
});
