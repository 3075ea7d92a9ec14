import type { Dtype } from '../../backends/lib/contract.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import type { CheckReport } from './report.ts';
import { runCheck } from './run-check.ts';
import type { Suite } from './suite.ts';
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
  suite: Suite,
  variant: string,
  dtype: Dtype,
  options: { readonly seed: number; readonly runs: number },
): Promise<Trial> {
  const { name, variants } = suite.spec;
  const implementation = suite.faulty(variant, dtype);
  const { subject, checks } = suite.examine(implementation, implementation.formulas[name]!, dtype);
  const { admitted }: Partial<Variant> = variants[variant]!;
  const base = { formula: name, variant, ...(admitted !== undefined && { admitted }) };
  for (const check of checks) {
    const { report } = await runCheck(subject, check, { ...options, pipeline: 1 });
    if (isFault(report.verdict))
      return { ...base, caughtBy: report, named: report.diagnosis?.variant === variant };
  }
  return { ...base, named: false };
}
