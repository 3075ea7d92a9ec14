import { adamw, direction, moments } from './lib/adam.ts';
import { bug } from './lib/bug.ts';

/** The parameters are decayed after the step, by a share of what the step has made of them. */
export default bug({
  formula: 'adamw',
  variant: ['decayed-after-the-step'],
  code: (mended) =>
    adamw((one) => {
      const { k, theta, lr, decay } = one;
      const { m, v } = moments(one);
      const u = direction(one, { m, v });
      const decayed = (x: typeof theta) => k.affine(1 - lr * decay, x, 0);
      return {
        theta: mended ? k.combine(1, decayed(theta), -lr, u) : decayed(k.combine(1, theta, -lr, u)),
        m,
        v,
      };
    }),
});
