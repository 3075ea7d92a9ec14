import { perChannel } from '../../backends/lib/channels.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Channels last, [N,L,C] taken for [N,groups,L,D] as it lies instead of [N,L,groups,D]: channels mix with positions. */
export default bug({
  formula: 'group-norm',
  variant: ['channels-last-cut-without-transposing'],
  code: (mended) =>
    formula(
      'group-norm(x[N,C,L], gamma[C], beta[C]) -> y[N,C,L]',
      (options) => ({ groups: options.integer('groups'), eps: options.number('eps') }),
      (k) => ({
        forward({ x, gamma, beta }, { N, C, L }, { groups, eps }) {
          const D = C / groups;
          const last = k.swapAxes(x, N, C, L, 1);
          const rows = mended ? k.swapAxes(last, N, L, groups, D) : last;
          const { y } = k.normalise(rows, D * L, eps);
          const normal = k.swapAxes(mended ? k.swapAxes(y, N, groups, L, D) : y, N, L, C, 1);
          return {
            y: k.combine(1, k.multiply(normal, perChannel(k, gamma, L)), 1, perChannel(k, beta, L)),
          };
        },
      }),
    ),
});
