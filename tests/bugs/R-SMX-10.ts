import { bug } from './lib/bug.ts';
import { ctc, logSum } from './lib/ctc.ts';

/** A running log-sum that takes off the largest, −∞ too: −∞ − (−∞) is NaN while no path has arrived. */
export default bug({
  formula: 'ctc-loss',
  code: (mended) =>
    ctc(
      mended
        ? logSum
        : (logs) => {
            const most = Math.max(...logs);
            return most + Math.log(logs.reduce((sum, x) => sum + Math.exp(x - most), 0));
          },
    ),
});
