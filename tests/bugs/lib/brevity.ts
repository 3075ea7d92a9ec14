import bleu from '../../../backends/formulas/bleu.ts';
import type { OverKernels } from '../../../backends/lib/formula.ts';
import { oneNumber } from '../../../backends/lib/one-number.ts';

interface Penalty {
  /** The length that is wanted of a sentence, by its own and those of its references. */
  readonly wanted?: (own: number, lengths: readonly number[]) => number;
  /** The factor of the score, by the words that there are and those that are wanted. */
  readonly factor?: (words: number, wanted: number) => number;
}

/** BLEU with another penalty for what is too short. */
export const withBrevity =
  ({ wanted = closest, factor = penalty }: Penalty): OverKernels =>
  (k) => {
    const right = bleu(k);
    return {
      async forward(inputs, options, call) {
        const score = await right.forward(inputs, options, call);
        const [, R] = inputs.lengths.shape;
        const own = Array.from(inputs.length.data, Number);
        const lengths = Array.from(inputs.lengths.data, Number);
        const words = own.reduce((sum, length) => sum + length, 0);
        const all = (length: NonNullable<Penalty['wanted']>) =>
          own.reduce((sum, c, s) => sum + length(c, lengths.slice(s * R, (s + 1) * R)), 0);
        if (words === 0) return score;
        const instead = factor(words, all(wanted)) / penalty(words, all(closest));
        return { bleu: { shape: [], data: oneNumber(Number(score.bleu.data[0]) * instead, call) } };
      },
    };
  };

const penalty = (words: number, wanted: number): number =>
  words > wanted ? 1 : Math.exp(1 - wanted / words);

/** Of two lengths that are as close the shorter. */
const closest = (own: number, lengths: readonly number[]): number =>
  lengths.toSorted((a, b) => Math.abs(a - own) - Math.abs(b - own) || a - b)[0];
