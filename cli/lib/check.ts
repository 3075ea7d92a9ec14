import type { Verdict } from '../../properties/lib/verdict.ts';
import { exitStatus } from './exit-status.ts';
import type { Settings } from './judge.ts';
import { judgeSource } from './judge-source.ts';
import type { Selection, Unit } from './plan.ts';
import type { Reporter } from './reporter.ts';
import type { Head, Outcome, Result } from './result.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';
import type { Waivers } from './waivers.ts';

/** All that `assay check` was asked. */
export interface CheckRequest {
  readonly sources: readonly Source[];
  readonly head: Head;
  readonly settings: Settings;
  readonly selection: Selection;
  readonly jobs: number;
  /** Does each job have a thread of its own? */
  readonly threads: boolean;
  readonly failOn: ReadonlySet<Verdict>;
  readonly waivers: Waivers;
}

/**
 * Judges each implementation in turn and gives the exit status. When the signal comes, what was found is reported.
 * @throws UsageError for an implementation that there is none of, or that breaks the contract
 */
export async function check(
  request: CheckRequest,
  reporter: Reporter,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<number> {
  const results: Result[] = [];
  const units = new Map<string, readonly Unit[]>();
  for (const source of request.sources) {
    if (signal.aborted) break;
    const judged = await judgeSource(source, request, reporter, terminal, signal);
    const { result, all } = judged;
    results.push(result);
    if (result.implementation) units.set(result.implementation.name, all);
    reporter.onResult?.(result);
  }
  const { settings, waivers, head } = request;
  const outcome: Outcome = {
    head,
    results,
    waiverFaults: waivers.faults(units, settings.checks.length === 0),
    interrupted: signal.aborted,
  };
  reporter.onEnd?.(outcome);
  return exitStatus(outcome, request.failOn);
}
