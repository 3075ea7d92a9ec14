import type { Case } from '../case.ts';
import type { CaseOptions } from '../draw-case.ts';
import type { Fault } from '../judge.ts';
import type { Verdict } from '../verdict.ts';

/** What a check found in one case. */
export interface Finding {
  readonly verdict: Verdict;
  /** What is wrong, as one line; a fault says it itself. */
  readonly says?: string;
  readonly fault?: Fault;
  /** Errors in units in the last place, of the elements that were judged. */
  readonly ulps?: readonly number[];
  /** Of which outputs or gradients: diagnosis compares variants against these. */
  readonly of?: 'outputs' | 'gradients';
}

export const CONFORMS: Finding = { verdict: 'conforming' };

/** Something that every right implementation does, tried on many cases. */
export interface Check {
  /** `agreement`, `gradient`, `law C2`, `example large scores do not overflow`. */
  readonly kind: string;
  /** What must hold, as a sentence. */
  readonly title: string;
  /** How its cases are drawn, or the cases themselves. */
  readonly cases: Partial<CaseOptions> | readonly Case[];
  /** Its share of the tier's runs; 1 unless stated. */
  readonly share?: number;
  try(value: Case): Promise<Finding>;
  /** A smaller case that shows the fault of this one, where the cases are not drawn and cannot be shrunk. */
  narrowed?(value: Case, fault: Fault): Case;
  /** The same with what is claimed turned into its opposite: must fail, or nothing was claimed. */
  turned?(value: Case): Promise<Finding>;
}
