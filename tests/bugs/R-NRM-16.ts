import { perChannel } from '../../backends/lib/channels.ts';
import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Channels taken for [D,groups] instead of [groups,D]: each group gets every groups-th channel, not a block of them. */
export default bug({
  formula: 'group-norm',
  variant: ['groups-interleaved'],
  code: (mended) =>
    formula(
      'group-norm(x[N,C,L], gamma[C], beta[C]) -> y[N,C,L]',
      (options) => ({ groups: options.integer('groups'), eps: options.number('eps') }),
      (k) => ({
        forward({ x, gamma, beta }, { N, C, L }, { groups, eps }) {
          const D = C / groups;
          const { y } = k.normalise(mended ? x : k.swapAxes(x, N, D, groups, L), D * L, eps);
          const normal = mended ? y : k.swapAxes(y, N, groups, D, L);
          return {
            y: k.combine(1, k.multiply(normal, perChannel(k, gamma, L)), 1, perChannel(k, beta, L)),
          };
        },
      }),
    ),
});
