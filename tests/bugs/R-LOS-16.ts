import { bug } from './lib/bug.ts';
import { focal } from './lib/focal.ts';

/** (1 − p) · γ for a yes, where (1 − p)^γ is meant; right for a no. */
export default bug({
  formula: 'focal-loss',
  variant: ['gamma-as-a-factor'],
  code: (mended) =>
    focal((label, missing, { alpha, gamma }) => {
      if (label === 0) return (1 - alpha) * missing ** gamma;
      return alpha * (mended ? missing ** gamma : missing * gamma);
    }),
});
