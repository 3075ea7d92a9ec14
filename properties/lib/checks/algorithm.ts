import type { AlgorithmLaw } from '../algorithm-laws.ts';
import type { AlgorithmSubject } from '../algorithm-subject.ts';
import { agreement, large } from './agreement.ts';
import { algorithmLaw } from './algorithm-law.ts';
import type { Check } from './check.ts';
import { example } from './examples.ts';
import { purity } from './purity.ts';
import { supported } from './supported.ts';

/** Every check that applies to an algorithm of an implementation. */
export function algorithmChecks(
  subject: AlgorithmSubject,
  laws: Readonly<Record<string, AlgorithmLaw>>,
): Check[] {
  const { spec, entry } = subject;
  const declared = entry.variant === undefined ? undefined : spec.variants[entry.variant]!;
  const examples = declared ? (declared.examples ?? []) : spec.examples;
  return [
    agreement(subject),
    large(subject),
    // Laws are sentences about the definition; another convention has its own.
    ...(declared ? [] : Object.entries(laws).map(([label, law]) => algorithmLaw(subject, label, law))),
    ...examples.filter((one) => supported(subject, one.options)).map((one) => example(subject, one)),
    purity(subject),
  ];
}
