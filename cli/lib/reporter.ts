import type { Paint } from './paint.ts';
import type { Head, JudgedFormula, Outcome, Result } from './result.ts';

/** Where a report goes. */
export interface Output {
  readonly write: (text: string) => void;
  readonly paint: Paint;
}

/** One way of showing a run. It hears of formulas in their order, as they are done. */
export interface Reporter {
  onImplementation?(result: Pick<Result, 'source' | 'implementation'>, head: Head): void;
  onFormula?(formula: JudgedFormula): void;
  /** An implementation is done, or could not be run. */
  onResult?(result: Result): void;
  onEnd?(outcome: Outcome): void;
}

/** The default export of each file in `cli/reporters`. */
export type MakeReporter = (output: Output) => Reporter;
