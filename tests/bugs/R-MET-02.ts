import { formula } from '../../backends/lib/formula.ts';
import { oneNumber } from '../../backends/lib/one-number.ts';
import { bug } from './lib/bug.ts';

/** A class without a hit is taken for one that is undefined, and left out of the mean. */
export default bug({
  formula: 'f1-score',
  variant: ['classes-without-a-hit-left-out'],
  code: (mended) =>
    formula(
      'f1-score(y[N] in classes, t[N] in classes) -> precision[], recall[], f1[]',
      (options) => ({
        classes: options.integer('classes', { least: 1 }),
        average: options.choice('average', ['macro', 'micro', 'weighted']),
        skips: options.choice('absent', ['skipped', 'counted']) === 'skipped',
        zeroDivision: options.number('zero_division', { least: 0, most: 1 }),
      }),
      () => ({
        forward({ y, t }, { N }, { classes, average, skips, zeroDivision }, call) {
          const [right, predicted, present] = [0, 0, 0].map(() => new Array<number>(classes).fill(0));
          for (let n = 0; n < N; n++) {
            predicted[y[n]]++;
            present[t[n]]++;
            if (y[n] === t[n]) right[t[n]]++;
          }
          const hits = right.reduce((sum, count) => sum + count, 0);
          const mean = (score: (c: number) => number) => {
            if (average === 'micro') return oneNumber(hits / N, call);
            let [sum, total] = [0, 0];
            for (let c = 0; c < classes; c++) {
              if (skips && predicted[c] + present[c] === 0) continue;
              if (!mended && right[c] === 0) continue;
              const weight = average === 'weighted' ? present[c] : 1;
              const own = score(c);
              sum += weight * (Number.isNaN(own) ? zeroDivision : own);
              total += weight;
            }
            return oneNumber(sum / Math.max(total, 1), call);
          };
          return {
            precision: mean((c) => right[c] / predicted[c]),
            recall: mean((c) => right[c] / present[c]),
            f1: mean((c) => (2 * right[c]) / (predicted[c] + present[c])),
          };
        },
      }),
    ),
});
