import { bug } from './lib/bug.ts';
import { focal } from './lib/focal.ts';

/** (α, 1 − α) indexed by the label, so that the yes gets 1 − α. */
export default bug({
  formula: 'focal-loss',
  variant: ['alpha-exchanged'],
  code: (mended) =>
    focal((label, missing, { alpha, gamma }) => {
      const weights = mended ? [1 - alpha, alpha] : [alpha, 1 - alpha];
      return weights[label] * missing ** gamma;
    }),
});
