import type { Dtype, FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { AnyFormula } from '../../spec/lib/algorithm.ts';
import type { Check } from './checks/check.ts';
import type { Subject } from './subject.ts';

/** A formula with its truth and its laws: all that implementations of it are judged by. */
export interface Suite {
  readonly spec: AnyFormula;
  readonly prepared: PreparedSignature;
  /** Throws an Error where the entry declares a variant that there is not. */
  examine(implementation: Implementation, entry: FormulaImplementation, dtype: Dtype): Examination;
  /** A variant as an implementation: what a plain program that makes this mistake, or follows this convention, gives. */
  faulty(variant: string, dtype: Dtype): Implementation;
  /** The truth itself as a plain program. */
  plain(dtype: Dtype): Implementation;
  /** Plain programs with one small mistake in an equation, at most so many; none where there are no equations. */
  mutants(dtype: Dtype, most?: number): Iterable<Mutated>;
}

/** An implementation that is wrong on purpose. */
export interface Wrong {
  /** What is wrong with it. */
  readonly says: string;
  readonly implementation: Implementation;
}

/** With one small mistake in an equation. */
export interface Mutated extends Wrong {
  /** Has the formula gradients to be mistaken in? */
  readonly hasGradient: boolean;
  /** Does it mean the same all the same, in high precision? */
  isEquivalent(of: 'outputs' | 'gradients'): boolean;
}

/** What is judged, and every check that applies to it. */
export interface Examination {
  readonly subject: Subject;
  readonly checks: readonly Check[];
  /** Checks of the exhaustive tier alone: of functions of one number. */
  readonly exhaustive: readonly Check[];
}
