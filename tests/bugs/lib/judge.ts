import { kernels } from '../../../backends/js/kernels.ts';
import { type Dtype, type Implementation, implementation } from '../../../backends/lib/contract.ts';
import { guarded } from '../../../backends/lib/guard.ts';
import { checkFormula } from '../../../properties/lib/check-formula.ts';
import { loadSuite } from '../../../properties/lib/listing.ts';
import type { CheckReport, FormulaReport } from '../../../properties/lib/report.ts';
import { runCheck } from '../../../properties/lib/run-check.ts';
import { isFault, type Verdict } from '../../../properties/lib/verdict.ts';
import type { Bug } from './bug.ts';

interface Options {
  readonly runs: number;
  readonly seed?: number;
}

/** Somebody's code, of which the checks know nothing. */
const written = ({ formula, code }: Bug, mended: boolean, dtype: Dtype): Implementation =>
  guarded(
    implementation({
      name: 'somebody’s',
      dtypes: [dtype],
      formulas: { [formula]: code(mended)(kernels) },
    }),
  );

/** All that the checks say of the code. */
export async function judge(
  bug: Bug,
  mended: boolean,
  dtype: Dtype,
  { runs, seed = 1 }: Options,
): Promise<FormulaReport> {
  return checkFormula(await loadSuite(bug.formula), written(bug, mended, dtype), dtype, {
    seed,
    runs,
    pipeline: 1,
  });
}

/** How the code with the bug fails: what the command line prints first, and the worst verdict, or the first that is grave. */
export async function failureOf(
  bug: Bug,
  dtype: Dtype,
  { runs, seed = 1 }: Options,
): Promise<{ readonly first?: CheckReport; readonly verdict: Verdict }> {
  const { formulas, ...rest } = written(bug, false, dtype);
  const suite = await loadSuite(bug.formula);
  const { subject, checks } = suite.examine({ formulas, ...rest }, formulas[bug.formula]!, dtype);
  let first: CheckReport | undefined;
  for (const check of checks) {
    const report = await reportOf(subject, check, { seed, runs, pipeline: 1 });
    if (!report || !isFault(report.verdict)) continue;
    first ??= report;
    if (report.verdict !== 'imprecise') return { first, verdict: report.verdict };
  }
  return { ...(first && { first }), verdict: first?.verdict ?? 'conforming' };
}

/** A wrong answer may break a law down instead of failing it: that shows nothing, and another check goes on. */
async function reportOf(...of: Parameters<typeof runCheck>): Promise<CheckReport | undefined> {
  try {
    return (await runCheck(...of)).report;
  } catch {
    return undefined;
  }
}
