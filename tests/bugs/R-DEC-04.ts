import { formula } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Penalises every hypothesis by the step at which the search is, the finished ones too, whatever their length. */
export default bug({
  formula: 'length-penalty',
  code: (mended) =>
    formula(
      'length-penalty(logp[...], length[...]) -> score[...]',
      (options) => ({ alpha: options.number('alpha') }),
      () => ({
        forward({ logp, length }, _, { alpha }) {
          const reached = Math.max(...length);
          const penalty = length.map((own) => ((5 + (mended ? own : reached)) / 6) ** alpha);
          return { score: logp.map((value, n) => value / penalty[n]) };
        },
      }),
    ),
});
