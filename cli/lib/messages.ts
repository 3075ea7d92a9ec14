import type { FailureKind } from '../../backends/lib/failure.ts';
import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import type { Description } from './description.ts';
import type { Settings } from './judge.ts';
import type { Unit } from './plan.ts';
import type { Source } from './source.ts';
import type { CallClock } from './timed.ts';

/** What a thread is given when it starts. */
export interface Start {
  readonly source: Source;
  readonly settings: Settings;
  readonly clock: CallClock;
}

/** What a thread is told: a unit to judge, or to end. */
export type Order = Unit | 'close';

/** What a thread says. */
export type Answer =
  | { readonly ready: Description }
  | { readonly failed: { readonly kind: FailureKind; readonly message: string } }
  | { readonly check: CheckReport }
  | { readonly report: FormulaReport };
