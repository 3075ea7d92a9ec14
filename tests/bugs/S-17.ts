import { bug } from './lib/bug.ts';
import { momentum } from './lib/momentum.ts';

/** A buffer that points downhill, and is subtracted: it climbs. */
export default bug({
  formula: 'momentum',
  variant: ['wrong-sign'],
  code: (mended) =>
    momentum('momentum', (k, { theta, v }, g, lr, mu) => {
      const v1 = k.combine(mu, v, mended ? lr : -lr, g);
      return { theta: k.combine(1, theta, -1, v1), v: v1 };
    }),
});
