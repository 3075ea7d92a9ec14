import type { AlgorithmLaw } from '../algorithm-laws.ts';
import type { AlgorithmSubject } from '../algorithm-subject.ts';
import type { Case } from '../case.ts';
import { claimThat } from '../claim.ts';
import { Random } from '../random.ts';
import type { Check } from './check.ts';
import { claimed } from './claimed.ts';

/** A law of the algorithm, on what the implementation gives. */
export function algorithmLaw(subject: AlgorithmSubject, label: string, law: AlgorithmLaw): Check {
  const held = ({ inputs, options: drawn, seed }: Case, that: typeof claimThat) =>
    claimed(() =>
      law({
        inputs,
        options: drawn,
        random: new Random(seed),
        run: (others, options = drawn) => subject.forward({ inputs: others, options }),
        that,
      }),
    );
  return {
    kind: `law ${label}`,
    title: subject.spec.laws[label]!,
    cases: {},
    share: 0.3,
    try: (value) => held(value, claimThat),
    turned: (value) => held(value, (holds, otherwise) => claimThat(!holds, `not so: ${otherwise}`)),
  };
}
