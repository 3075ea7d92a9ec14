import { bug } from './lib/bug.ts';
import { ctc, logSum } from './lib/ctc.ts';

/**
 * The slope of a log-sum as exp(x − log-sum), which is exp(−∞ + ∞) where all are −∞: at states that no path
 * reaches yet.
 */
export default bug({
  formula: 'ctc-loss',
  code: (mended) =>
    ctc(logSum, (logs) => {
      const total = logSum(logs);
      return logs.map((x) => (mended && total === -Infinity ? 0 : Math.exp(x - total)));
    }),
});
