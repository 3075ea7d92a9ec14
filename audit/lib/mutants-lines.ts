import type { MutantsOf, MutantsSummary, Undetected } from './mutants-report.ts';

/** A formula in one dtype as one line, and below it what was not caught. */
export function mutantLines(
  { name, dtype, mutants, variants }: MutantsOf,
  width: number,
  all: boolean,
): string[] {
  const survivors = [...mutants.survived, ...variants.survived];
  const tried = mutants.caught + mutants.equivalent.length + mutants.survived.length;
  const declared = variants.caught + variants.admitted.length + variants.survived.length;
  const parts = [
    `mutants ${mutants.caught} of ${tried}${mutants.equivalent.length > 0 ? `, ${mutants.equivalent.length} equivalent` : ''}`,
    `variants ${variants.caught} of ${declared}, ${variants.named} named`,
  ];
  const shown = (what: string, list: readonly Undetected[]) =>
    list.map(({ says, why }) => `  ${what}: ${says}${why === undefined ? '' : ` (${why})`}`);
  return [
    `${survivors.length > 0 ? '✗' : '✓'} ${name.padEnd(width)}  ${dtype}  ${parts.join(' · ')}`,
    ...shown('✗ survived', survivors),
    ...(all ? [...shown('equivalent', mutants.equivalent), ...shown('admitted', variants.admitted)] : []),
  ];
}

/** The score: what was caught of what could be. */
export function mutantSummary({ formulas, mutants, variants, entries, complete }: MutantsSummary): string[] {
  const share = (part: number, rest: number) =>
    part + rest === 0 ? '–' : `${((100 * part) / (part + rest)).toFixed(2)} %`;
  return [
    `${formulas} formulas${complete ? '' : '; interrupted before the end'}`,
    `mutants   ${mutants.caught} caught, ${mutants.survived} survived: ${share(mutants.caught, mutants.survived)}; ${mutants.equivalent} equivalent (the same in high precision, on cases of every regime)`,
    `variants  ${variants.caught} caught, ${variants.survived} survived: ${share(variants.caught, variants.survived)}; ${variants.named} named by the first failure (${share(variants.named, variants.caught - variants.named)}); ${variants.admitted} admitted, each for its reason`,
    ...(entries
      ? [
          `numbers other than 0 in a counterexample, of ${entries.of}: half have at most ${entries.median}, nine of ten at most ${entries.nineOfTen}`,
        ]
      : []),
  ];
}
