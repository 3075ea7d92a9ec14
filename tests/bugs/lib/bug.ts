import type { Dtype } from '../../../backends/lib/contract.ts';
import type { OverKernels } from '../../../backends/lib/formula.ts';

/** A bug that somebody had, as code: `spec/notes/bugs.json` says what it is. */
export interface Bug {
  /** The formula of Assay's that it is of. */
  readonly formula: string;
  /** The variants that it is: a diagnosis that gives one of these is right. None where no variant says just that. */
  readonly variant?: readonly string[];
  /** The dtypes in which it does harm, where it does none in the others. */
  readonly dtypes?: readonly Dtype[];
  /** What it comes out as, where it loses accuracy and nothing else. */
  readonly verdict?: 'imprecise';
  /** Why the default tier cannot be sure to see it: it is held to the deep tier then. */
  readonly deep?: string;
  /** The code with the bug, or as it was after it had been mended; the two differ in nothing else. */
  readonly code: (mended: boolean) => OverKernels;
}

export const bug = (one: Bug): Bug => one;
