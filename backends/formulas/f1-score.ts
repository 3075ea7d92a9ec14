import { formula } from '../lib/formula.ts';
import { oneNumber } from '../lib/one-number.ts';

/** The classes that occur, counted; their precision, recall and F1, averaged as asked for. */
export default formula(
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
      const averageOf = (numerator: (c: number) => number, denominator: (c: number) => number) => {
        let [sum, total, above, below] = [0, 0, 0, 0];
        for (let c = 0; c < classes; c++) {
          if (skips && predicted[c] + present[c] === 0) continue;
          const weight = average === 'weighted' ? present[c] : 1;
          const score = denominator(c) === 0 ? zeroDivision : numerator(c) / denominator(c);
          total += weight;
          sum += weight * score;
          above += numerator(c);
          below += denominator(c);
        }
        return oneNumber(average === 'micro' ? above / below : sum / total, call);
      };
      const hits = (c: number) => right[c];
      return {
        precision: averageOf(hits, (c) => predicted[c]),
        recall: averageOf(hits, (c) => present[c]),
        f1: averageOf(
          (c) => 2 * right[c],
          (c) => predicted[c] + present[c],
        ),
      };
    },
  }),
);
