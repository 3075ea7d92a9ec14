import type { Verdict } from '../../properties/lib/verdict.ts';
import { failing, type Outcome } from './result.ts';

export const CONFORMS = 0;
export const FAILS = 1;
export const WRONG_USAGE = 2;
export const PROVES_NOTHING = 3;
export const INTERRUPTED = 130;

/** What a run says to a script: the design's §7. */
export function exitStatus(
  { results, waiverFaults, interrupted }: Outcome,
  failOn: ReadonlySet<Verdict>,
): number {
  if (interrupted) return INTERRUPTED;
  const faults = results.flatMap(({ formulas }) => formulas.flatMap(failing));
  const verdicts = new Set(faults.map(({ verdict }) => verdict));
  if (waiverFaults.length > 0 || [...verdicts].some((verdict) => failOn.has(verdict))) return FAILS;
  const unjudged = ({ failure, formulas }: Outcome['results'][number]) =>
    failure !== undefined || !formulas.some(({ verdict }) => verdict !== 'absent');
  return verdicts.has('inconclusive') || results.some(unjudged) ? PROVES_NOTHING : CONFORMS;
}
