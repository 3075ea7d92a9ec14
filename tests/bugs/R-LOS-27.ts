import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** The loss of each of N parts is divided by what all have together, the other term that is added to it is not. */
export default bug({
  formula: 'auxiliary-loss',
  code: (mended) =>
    formula(
      'auxiliary-loss(main[N], aux[N,K]) -> loss[N]',
      (options) => ({ weight: options.number('weight', { standard: 0.3 }) }),
      (k) => ({
        forward: ({ main, aux }, { N, K }, { weight }) => ({
          loss: k.combine(mended ? 1 : 1 / N, main, weight, k.sum(aux, N, K, 1)),
        }),
      }),
    ),
});
