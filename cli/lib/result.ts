import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import type { Verdict } from '../../properties/lib/verdict.ts';
import type { Description } from './description.ts';
import type { Source } from './source.ts';

export interface JudgedCheck extends CheckReport {
  /** Why this fault is accepted. */
  readonly waived?: string;
}

export interface JudgedFormula extends Omit<FormulaReport, 'checks'> {
  readonly checks: readonly JudgedCheck[];
  /** Does the implementation have a gradient for it? */
  readonly gradient: boolean;
}

/** The checks that count against it. */
export const failing = ({ checks }: Pick<JudgedFormula, 'checks'>): JudgedCheck[] =>
  checks.filter(
    ({ verdict, waived, skipped }) => verdict !== 'conforming' && waived === undefined && !skipped,
  );

/** All that was found of one implementation. */
export interface Result {
  readonly source: Source;
  /** Undefined where it could not be run. */
  readonly implementation?: Description;
  readonly failure?: string;
  /** By name, then dtype. */
  readonly formulas: readonly JudgedFormula[];
}

/** What was asked for, as the report repeats it. */
export interface Head {
  readonly assay: string;
  readonly seed: number;
  readonly tier: string;
  readonly runs: number;
}

export interface Outcome {
  readonly head: Head;
  readonly results: readonly Result[];
  /** Waivers that have expired or excuse nothing. */
  readonly waiverFaults: readonly string[];
  readonly interrupted: boolean;
}

export type Summary = Readonly<Record<Verdict | 'absent', number>>;

export function summary(formulas: readonly Pick<JudgedFormula, 'verdict'>[]): Summary {
  const counts = { conforming: 0, imprecise: 0, unstable: 0, wrong: 0, inconclusive: 0, absent: 0 };
  for (const { verdict } of formulas) counts[verdict]++;
  return counts;
}
