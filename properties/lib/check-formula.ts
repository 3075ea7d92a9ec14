import type { Dtype, Implementation } from '../../backends/lib/contract.ts';
import { absent } from './absent.ts';
import { brokenDown } from './broken-down.ts';
import { GUARD, guard } from './guard.ts';
import type { CheckReport, FormulaReport } from './report.ts';
import { type CheckResult, type RunOptions, runCheck } from './run-check.ts';
import type { Suite } from './suite.ts';
import { Ulps } from './ulps.ts';
import { isFault, type Verdict, worse } from './verdict.ts';

export interface FormulaOptions extends RunOptions {
  /** Which checks to run; all unless stated. */
  readonly wanted?: (kind: string) => boolean;
  /** Are functions of one number tried at every number of the small types? */
  readonly exhaustive?: boolean;
  /** Told of each check as it is done. */
  readonly onCheck?: (report: CheckReport) => void;
}

/** Judges one formula of an implementation in one dtype. */
export async function checkFormula(
  suite: Suite,
  implementation: Implementation,
  dtype: Dtype,
  options: FormulaOptions,
): Promise<FormulaReport> {
  const { name } = suite.spec;
  const entry = implementation.formulas[name];
  if (!entry) return absent(name, dtype);
  const { subject, ...examined } = suite.examine(implementation, entry, dtype);
  const checks = [...examined.checks, ...(options.exhaustive ? examined.exhaustive : [])];
  const reports: CheckReport[] = [];
  const add = (report: CheckReport) => {
    reports.push(report);
    options.onCheck?.(report);
  };
  const ulps = new Ulps();
  const regimes: Record<string, number> = {};
  const wanted = options.wanted ?? (() => true);
  for (const check of checks.filter(({ kind }) => wanted(kind))) {
    const result = await survived<CheckResult>(
      options,
      () => runCheck(subject, check, options),
      (thrown) => ({ report: brokenDown(check, thrown), ulps: new Ulps(), regimes: {} }),
    );
    add(result.report);
    if (/^(?:agreement|large|every-.*)$/u.test(check.kind)) ulps.addAll(result.ulps);
    for (const [regime, count] of Object.entries(result.regimes))
      regimes[regime] = (regimes[regime] ?? 0) + count;
  }
  // Where outputs are drawn there is nothing for them to agree with.
  // Where a fault was seen, a fault could be seen.
  if (
    checks.some(({ kind }) => kind === 'agreement') &&
    wanted('guard') &&
    !reports.some(({ verdict }) => isFault(verdict))
  )
    add(
      await survived(
        options,
        () => guard(subject, options),
        (thrown) => brokenDown(GUARD, thrown),
      ),
    );
  const judged = reports.filter(({ skipped }) => !skipped);
  const verdict = judged.reduce<Verdict>((worst, report) => worse(worst, report.verdict), 'conforming');
  return {
    name,
    dtype,
    ...(entry.variant !== undefined && { variant: entry.variant }),
    verdict: judged.length === 0 ? 'inconclusive' : verdict,
    quality: ulps.quality(),
    checks: reports,
    regimes,
  };
}

/** A check that breaks down costs itself and no other. */
async function survived<Result>(
  { signal }: FormulaOptions,
  run: () => Promise<Result>,
  instead: (thrown: unknown) => Result,
): Promise<Result> {
  try {
    return await run();
  } catch (thrown) {
    signal?.throwIfAborted();
    return instead(thrown);
  }
}
