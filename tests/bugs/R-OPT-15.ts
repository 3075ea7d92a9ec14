import { bug } from './lib/bug.ts';
import { momentum } from './lib/momentum.ts';

/** The parameters are moved by the buffer from before the step, 1 − μ of it: the first step does nothing. */
export default bug({
  formula: 'momentum',
  variant: ['stale-and-damped', 'stale-buffer'],
  code: (mended) =>
    momentum('momentum', (k, { theta, v }, g, lr, mu) => {
      const v1 = k.combine(mu, v, lr, g);
      return { theta: mended ? k.combine(1, theta, -1, v1) : k.combine(1, theta, mu - 1, v), v: v1 };
    }),
});
