import type { Prepared } from '../../reference/lib/prepare.ts';
import { checksFor } from './checks/index.ts';
import { faulty } from './faulty.ts';
import type { StatedLaw } from './laws.ts';
import type { CheckReport } from './report.ts';
import { runCheck } from './run-check.ts';
import { Subject } from './subject.ts';
import { isFault } from './verdict.ts';

/** What became of a variant that was run as an implementation. */
export interface Trial {
  readonly formula: string;
  readonly variant: string;
  /** The first check that caught it. */
  readonly caughtBy?: CheckReport;
  /** Did that check's diagnosis name it? */
  readonly named: boolean;
  /** Why it is right to let it pass, where the spec says so. */
  readonly admitted?: string;
}

/** Runs a variant as a faulty implementation through the checks until one catches it. */
export async function tryVariant(
  prepared: Prepared,
  laws: Readonly<Record<string, StatedLaw>>,
  variant: string,
  options: { readonly seed: number; readonly runs: number },
): Promise<Trial> {
  const { name, variants } = prepared.spec;
  const implementation = faulty(prepared, variant, 'f32');
  const subject = new Subject(prepared, implementation, implementation.formulas[name]!, 'f32');
  const { admitted } = variants[variant]!;
  const base = { formula: name, variant, ...(admitted !== undefined && { admitted }) };
  for (const check of checksFor(subject, laws)) {
    const { report } = await runCheck(subject, check, { ...options, pipeline: 1 });
    if (isFault(report.verdict))
      return { ...base, caughtBy: report, named: report.diagnosis?.variant === variant };
  }
  return { ...base, named: false };
}
