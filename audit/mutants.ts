import { share } from './lib/crew.ts';
import type { MutantsOf } from './lib/mutants-report.ts';
import type { MutantsSettings, MutantsUnit } from './lib/mutants-unit.ts';

export interface MutantsOptions {
  readonly settings: MutantsSettings;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onUnit: (unit: MutantsUnit) => void;
  /** In the order of the units, whichever is done first. */
  readonly onReport: (report: MutantsOf) => void;
}

/** Tries the mutants and the variants of the units; when the signal comes, reports what there is. */
export async function mutants(units: readonly MutantsUnit[], options: MutantsOptions): Promise<MutantsOf[]> {
  const found = new Map<MutantsUnit, MutantsOf>();
  const reports: MutantsOf[] = [];
  const hand = (report: MutantsOf) => {
    reports.push(report);
    options.onReport(report);
  };
  await share<MutantsUnit, MutantsSettings, MutantsOf>(units, {
    ...options,
    task: new URL('./lib/mutants-unit', import.meta.url),
    onReport: (unit, report) => {
      found.set(unit, report);
      for (let next = found.get(units[reports.length]!); next; next = found.get(units[reports.length]!))
        hand(next);
    },
  });
  for (const unit of units.slice(reports.length)) {
    const report = found.get(unit);
    if (report) hand(report);
  }
  return reports;
}
