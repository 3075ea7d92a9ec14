import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import { type Verdict, worse } from '../../properties/lib/verdict.ts';
import type { Unit } from './plan.ts';

/** A formula that could not be judged, or not to the end: what was found stands, the rest is in doubt. */
export function unjudged({ formula, dtype }: Unit, done: readonly CheckReport[], why: string): FormulaReport {
  const doubt: CheckReport = {
    kind: 'guard',
    title: 'a fault would have been seen',
    verdict: 'inconclusive',
    runs: 0,
    says: why,
  };
  const checks = [...done, doubt];
  return {
    name: formula,
    dtype,
    verdict: checks.reduce<Verdict>((worst, { verdict }) => worse(worst, verdict), 'conforming'),
    quality: { worstUlp: null, p99Ulp: null },
    checks,
    regimes: {},
  };
}
