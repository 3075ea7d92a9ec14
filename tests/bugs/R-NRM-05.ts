import { perChannel } from '../../backends/lib/channels.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';
import { momentsInOnePass } from './lib/moments.ts';

/** √(E[x²] − E[x]²) over the frames of each feature: 0 for one that hardly changes, and less than 0 taken for 0. */
export default bug({
  formula: 'instance-norm',
  variant: ['difference-of-squares'],
  code: (mended) =>
    formula(
      'instance-norm(x[N,C,L], gamma[C], beta[C]) -> y[N,C,L]',
      (options) => ({ eps: options.number('eps') }),
      (k) => ({
        forward({ x, gamma, beta }, { L }, { eps }) {
          const { mean, variance } = mended ? k.moments(x, L) : momentsInOnePass(k, x, L);
          const root = k.map('sqrt', k.affine(1, k.map('relu', variance), eps));
          const normal = k.divide(k.combine(1, x, -1, perChannel(k, mean, L)), perChannel(k, root, L));
          return {
            y: k.combine(1, k.multiply(normal, perChannel(k, gamma, L)), 1, perChannel(k, beta, L)),
          };
        },
      }),
    ),
});
