import { keepMask } from '../../backends/lib/random.ts';
import { bug } from './lib/bug.ts';
import { keptOver, sampled } from './lib/dropout.ts';

/** A number stays where u < p: p of all, while 1 − p of all is meant and divided by. */
export default bug({
  formula: 'dropout-sampled',
  variant: ['p-is-the-probability-of-keeping'],
  code: (mended) => {
    const below = (seed: number, p: number, length: number) =>
      keepMask(seed, p, length).map((above) => 1 - above);
    return sampled(mended ? keepMask : below, (k, x, mask, p) => keptOver(k, x, mask, 1 - p));
  },
});
