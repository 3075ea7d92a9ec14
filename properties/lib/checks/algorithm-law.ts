import type { AlgorithmLaw } from '../algorithm-laws.ts';
import type { AlgorithmSubject } from '../algorithm-subject.ts';
import { ClaimError } from '../claim.ts';
import { Random } from '../random.ts';
import { type Check, CONFORMS } from './check.ts';

/** A law of the algorithm, on what the implementation gives. */
export const algorithmLaw = (subject: AlgorithmSubject, label: string, law: AlgorithmLaw): Check => ({
  kind: `law ${label}`,
  title: subject.spec.laws[label]!,
  cases: {},
  share: 0.3,
  async try({ inputs, options: drawn, seed }) {
    try {
      await law({
        inputs,
        options: drawn,
        random: new Random(seed),
        run: (others, options = drawn) => subject.forward({ inputs: others, options }),
        that,
      });
      return CONFORMS;
    } catch (thrown) {
      if (thrown instanceof ClaimError) return { verdict: 'wrong', says: thrown.message };
      throw thrown;
    }
  },
});

function that(holds: boolean, otherwise: string): void {
  if (!holds) throw new ClaimError(otherwise);
}
