import type { MutantsReport, MutantsSummary } from '../../../audit/lib/mutants-report.ts';
import { count, share } from './measure.ts';

export interface Score {
  readonly summary: MutantsSummary;
  /** By formula. */
  readonly survived: readonly string[];
}

export const scoreOf = ({ summary, formulas }: MutantsReport): Score => ({
  summary,
  survived: formulas.flatMap(({ name, mutants, variants }) =>
    [...mutants.survived, ...variants.survived].map(({ says }) => `${name}: ${says}`),
  ),
});

/** The summary of `assay mutants --json` in words. */
export function mutantsSay({ summary }: Score): string {
  const { formulas, mutants, variants, entries } = summary;
  return [
    `${count(formulas)} formulas; small mistakes caught: ${share(mutants.caught, mutants.caught + mutants.survived)}, ${count(mutants.equivalent)} more mean the same`,
    `known mistakes caught: ${share(variants.caught, variants.caught + variants.survived)}, named in the first line: ${share(variants.named, variants.caught)}`,
    ...(entries
      ? [
          `half of the counterexamples have at most ${entries.median} numbers that are not 0, nine of ten at most ${entries.nineOfTen}`,
        ]
      : []),
  ].join('; ');
}
