import type { Diagnosis } from './diagnose.ts';
import type { Fault } from './judge.ts';
import type { Verdict } from './verdict.ts';

/** A tensor as a report prints it: numbers JSON cannot carry stand as words. */
export type Printed = readonly (number | string)[];

export interface Counterexample {
  readonly options: Readonly<Record<string, number | boolean | string>>;
  readonly inputs: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: Printed }>>;
  readonly cotangents?: Readonly<
    Record<string, { readonly shape: readonly number[]; readonly data: Printed }>
  >;
}

export interface CheckReport {
  readonly kind: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly runs: number;
  /** What was found, in one line. */
  readonly says: string;
  /** The implementation does none of its cases, and says so: it counts neither for nor against. */
  readonly skipped?: true;
  readonly fault?: Fault;
  readonly diagnosis?: Diagnosis;
  readonly counterexample?: Counterexample;
  /** `assay replay` with this shows the case again. */
  readonly replay?: string;
}

export interface FormulaReport {
  readonly name: string;
  readonly dtype: string;
  /** The convention that the implementation declares. */
  readonly variant?: string;
  readonly verdict: Verdict | 'absent';
  readonly quality: { readonly worstUlp: number | null; readonly p99Ulp: number | null };
  readonly checks: readonly CheckReport[];
  /** How many cases were drawn in each regime. */
  readonly regimes: Readonly<Record<string, number>>;
}
