import type { AlgorithmLaw } from '../algorithm-laws.ts';
import type { AlgorithmSubject } from '../algorithm-subject.ts';
import { claimThat } from '../claim.ts';
import { Random } from '../random.ts';
import type { Check } from './check.ts';
import { claimed } from './claimed.ts';

/** A law of the algorithm, on what the implementation gives. */
export const algorithmLaw = (subject: AlgorithmSubject, label: string, law: AlgorithmLaw): Check => ({
  kind: `law ${label}`,
  title: subject.spec.laws[label]!,
  cases: {},
  share: 0.3,
  try: ({ inputs, options: drawn, seed }) =>
    claimed(() =>
      law({
        inputs,
        options: drawn,
        random: new Random(seed),
        run: (others, options = drawn) => subject.forward({ inputs: others, options }),
        that: claimThat,
      }),
    ),
});
