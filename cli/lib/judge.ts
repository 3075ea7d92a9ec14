import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import type { Description } from './description.ts';
import type { Unit } from './plan.ts';

/** How every unit is judged: what a thread is told once. */
export interface Settings {
  readonly seed: number;
  readonly runs: number;
  /** Are functions of one number tried at every number of the small types? */
  readonly exhaustive?: boolean;
  /** Patterns of the checks' kinds; all where there is none. */
  readonly checks: readonly string[];
  /** The formulas that will be judged, where they are not all. */
  readonly formulas?: readonly string[];
  /** For one call of the implementation. */
  readonly timeoutMs: number;
}

/** An implementation, loaded somewhere, and the engine beside it. */
export interface Judge {
  /** Rejects where the implementation cannot be loaded. */
  readonly ready: Promise<Description>;
  /** Rejects where the judge is lost, and has to be replaced, or was told to stop. */
  judge(unit: Unit, onCheck: (report: CheckReport) => void): Promise<FormulaReport>;
  close(): Promise<void>;
}
