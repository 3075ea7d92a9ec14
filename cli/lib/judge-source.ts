import { absent } from '../../properties/lib/absent.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import type { CheckRequest } from './check.ts';
import type { Description } from './description.ts';
import { InOrder } from './in-order.ts';
import { failureOf } from './load-failure.ts';
import { opener } from './opener.ts';
import { plan, type Selection, type Unit } from './plan.ts';
import { Pool } from './pool.ts';
import { Progress } from './progress.ts';
import type { Reporter } from './reporter.ts';
import type { JudgedFormula, Result } from './result.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';

const EVERYTHING: Selection = { formulas: [], shard: [1, 1] };

/** What is found of one implementation, and all that could have been asked of it. */
export async function judgeSource(
  source: Source,
  { head, jobs, threads, settings, selection, waivers }: CheckRequest,
  reporter: Reporter,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<{ result: Result; all: readonly Unit[] }> {
  const open = await opener(source, settings, threads, terminal, signal);
  const pool = new Pool({ jobs, open, signal });
  try {
    terminal.status('loading');
    const implementation = await described(pool, source, signal);
    if (typeof implementation === 'string')
      return { result: { source, failure: implementation, formulas: [] }, all: [] };
    reporter.onImplementation?.({ source, implementation }, head);
    const { present, absent: missing } = plan(implementation, formulaNames(), selection);
    const formulas: JudgedFormula[] = [];
    const ordered = new InOrder([...present, ...missing], (report) => {
      // No check of this formula was asked for.
      if (report.checks.length === 0 && report.verdict !== 'absent') return;
      const gradient = implementation.formulas[report.name]?.gradient ?? false;
      const formula = waivers.excuse(implementation.name, { ...report, gradient });
      formulas.push(formula);
      reporter.onFormula?.(formula);
    });
    for (const { formula, dtype } of missing) ordered.add(absent(formula, dtype));
    await pool.judge(present, new Progress(terminal, present.length, (report) => ordered.add(report)));
    ordered.end();
    const everything = plan(implementation, formulaNames(), EVERYTHING);
    return {
      result: { source, implementation, formulas },
      all: [...everything.present, ...everything.absent],
    };
  } finally {
    terminal.status('');
    await pool.close();
  }
}

/**
 * What it says of itself, or why it could not be run.
 * @throws UsageError where that is the fault of whoever named it
 */
async function described(pool: Pool, source: Source, signal: AbortSignal): Promise<Description | string> {
  try {
    return await pool.describe();
  } catch (thrown) {
    if (signal.aborted) return 'interrupted before it was loaded';
    return failureOf(source, thrown);
  }
}
