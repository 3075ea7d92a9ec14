import { formula } from '../../backends/lib/formula.ts';
import type { Floats } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Counts the words of a finished hypothesis without its end. */
export default bug({
  formula: 'length-penalty',
  variant: ['end-not-counted'],
  code: (mended) =>
    formula(
      'length-penalty(logp[...], length[...]) -> score[...]',
      (options) => ({ alpha: options.number('alpha') }),
      (k) => {
        const penalised = (x: Floats, length: Floats, alpha: number) => {
          const counted = mended ? length : k.affine(1, length, -1);
          return x.map((value, n) => value / ((5 + counted[n]) / 6) ** alpha) as Floats;
        };
        return {
          forward: ({ logp, length }, _, { alpha }) => ({ score: penalised(logp, length, alpha) }),
          vjp: ({ length }, { score }, _, { alpha }) => ({ logp: penalised(score, length, alpha) }),
        };
      },
    ),
});
