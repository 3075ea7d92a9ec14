import { placeOf } from '../../backends/lib/place.ts';
import type { CheckReport } from './report.ts';

/** A check that could not be done, because of an error that is not the implementation's. */
export function brokenDown(
  { kind, title }: Pick<CheckReport, 'kind' | 'title'>,
  thrown: unknown,
): CheckReport {
  return { kind, title, verdict: 'inconclusive', runs: 0, says: `it could not be judged: ${words(thrown)}` };
}

/** With the place, which is what it takes to mend it. */
const words = (thrown: unknown): string =>
  thrown instanceof Error ? `${thrown.name}: ${thrown.message}${placeOf(thrown)}` : String(thrown);
