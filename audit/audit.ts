import { share } from './lib/crew.ts';
import type { Unit } from './lib/plan.ts';
import type { AuditedReport } from './lib/report.ts';
import type { KindReport } from './lib/tally.ts';
import type { Settings } from './lib/unit.ts';

export interface AuditOptions {
  readonly settings: Settings;
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onUnit: (unit: Unit) => void;
  /** In the order of the units, whichever is done first. */
  readonly onReport: (report: AuditedReport) => void;
}

/** Runs the units, which must stand together by name; when the signal comes, reports what there is. */
export async function audit(units: readonly Unit[], options: AuditOptions): Promise<AuditedReport[]> {
  const names = [...new Set(units.map(({ name }) => name))];
  const found = new Map<Unit, KindReport>();
  const reports: AuditedReport[] = [];
  const report = (name: string): AuditedReport => {
    const own = units.filter((unit) => unit.name === name);
    const kinds = own.flatMap((unit) => found.get(unit) ?? []);
    return { name, kinds, complete: kinds.length === own.length };
  };
  const hand = (one: AuditedReport) => {
    reports.push(one);
    options.onReport(one);
  };
  await share<Unit, Settings, KindReport>(units, {
    ...options,
    task: new URL('./lib/unit', import.meta.url),
    onReport: (unit, one) => {
      found.set(unit, one);
      for (let next = names[reports.length]; next && report(next).complete; next = names[reports.length])
        hand(report(next));
    },
  });
  for (const name of names.slice(reports.length)) if (report(name).kinds.length > 0) hand(report(name));
  return reports;
}
