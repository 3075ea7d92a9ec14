import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly positiveOnly: boolean;
  readonly negativeOnly: boolean;
  readonly drawn: 'each-prediction' | 'each-word';
  /** Do windows end where the text does? */
  readonly cut: boolean;
}

const STANDARD: Rule = { positiveOnly: false, negativeOnly: false, drawn: 'each-prediction', cut: true };

/** Predictions, negatives and decisions of CBOW and skip-gram, counted place by place. */
export default function word2vecCounts(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { positiveOnly, negativeOnly, drawn, cut } = { ...STANDARD, ...rule };
  const [words, window, k] = [Number(options.words), Number(options.window), Number(options.negatives)];
  let [cbow, skipGram] = [0, 0];
  for (let t = 0; t < words; t++) {
    cbow++;
    for (let place = t - window; place <= t + window; place++)
      if (place !== t && (!cut || (place >= 0 && place < words))) skipGram++;
  }
  return scalars({
    cbow,
    skip_gram: skipGram,
    cbow_negatives: k * cbow,
    skip_gram_negatives: k * (drawn === 'each-word' ? words : skipGram),
    decisions: (negativeOnly ? 0 : 1) + (positiveOnly ? 0 : k),
  });
}
