import { bug } from './lib/bug.ts';
import { momentum } from './lib/momentum.ts';

/** The step of plain momentum under Nesterov’s name: nothing looks ahead. */
export default bug({
  formula: 'nesterov',
  variant: ['look-ahead-form'],
  code: (mended) =>
    momentum('nesterov', (k, { theta, v }, g, lr, mu) => {
      const v1 = k.combine(mu, v, lr, g);
      return { theta: k.combine(1, theta, -1, mended ? k.combine(mu, v1, lr, g) : v1), v: v1 };
    }),
});
