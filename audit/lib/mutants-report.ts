import type { Dtype } from '../../backends/lib/contract.ts';

/** A mutant or a variant that no check caught. */
export interface Undetected {
  readonly says: string;
  /** Why it is right to let it pass. */
  readonly why?: string;
}

/** What became of the mutants and the variants of a formula. */
export interface MutantsOf {
  readonly name: string;
  readonly dtype: Dtype;
  readonly mutants: {
    readonly caught: number;
    /** The same in high precision, on cases of every regime. */
    readonly equivalent: readonly Undetected[];
    readonly survived: readonly Undetected[];
  };
  readonly variants: {
    readonly caught: number;
    /** Of those, by the first check that failed. */
    readonly named: number;
    readonly admitted: readonly Undetected[];
    readonly survived: readonly Undetected[];
  };
  /** Of the counterexample of each mutant that was caught by cases that were drawn: how many numbers are not 0. */
  readonly entries?: readonly number[];
}

export interface MutantsReport {
  readonly assay: string;
  readonly seed: number;
  readonly tier: string;
  readonly formulas: readonly MutantsOf[];
  readonly summary: MutantsSummary;
}

export interface MutantsSummary {
  readonly formulas: number;
  readonly mutants: { readonly caught: number; readonly equivalent: number; readonly survived: number };
  readonly variants: {
    readonly caught: number;
    readonly named: number;
    readonly admitted: number;
    readonly survived: number;
  };
  /** How many numbers of a counterexample are not 0, where counterexamples were shrunk. */
  readonly entries?: { readonly of: number; readonly median: number; readonly nineOfTen: number };
  readonly complete: boolean;
}

export function summedMutants(
  head: Pick<MutantsReport, 'assay' | 'seed' | 'tier'>,
  formulas: readonly MutantsOf[],
  wanted: number,
): MutantsReport {
  const sum = (count: (one: MutantsOf) => number) => formulas.reduce((total, one) => total + count(one), 0);
  const entries = formulas.flatMap((one) => one.entries ?? []).sort((a, b) => a - b);
  const below = (share: number) => entries[Math.floor(share * (entries.length - 1))]!;
  return {
    ...head,
    formulas,
    summary: {
      formulas: new Set(formulas.map(({ name }) => name)).size,
      mutants: {
        caught: sum(({ mutants }) => mutants.caught),
        equivalent: sum(({ mutants }) => mutants.equivalent.length),
        survived: sum(({ mutants }) => mutants.survived.length),
      },
      variants: {
        caught: sum(({ variants }) => variants.caught),
        named: sum(({ variants }) => variants.named),
        admitted: sum(({ variants }) => variants.admitted.length),
        survived: sum(({ variants }) => variants.survived.length),
      },
      ...(entries.length > 0 && {
        entries: { of: entries.length, median: below(0.5), nineOfTen: below(0.9) },
      }),
      complete: formulas.length === wanted,
    },
  };
}
