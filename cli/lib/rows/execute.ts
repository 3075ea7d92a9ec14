import type { Implementation } from '../../../backends/lib/contract.ts';
import { checkFormula } from '../../../properties/lib/check-formula.ts';
import { GUARD } from '../../../properties/lib/guard.ts';
import { loadLaws, loadSuite } from '../../../properties/lib/listing.ts';
import { type Trial, tryVariant } from '../../../properties/lib/mutants.ts';
import type { CheckReport } from '../../../properties/lib/report.ts';
import type { RunOptions } from '../../../properties/lib/run-check.ts';
import { Subject } from '../../../properties/lib/subject.ts';
import { prepare } from '../../../reference/lib/prepare.ts';
import type { Formula } from '../../../spec/lib/formula.ts';
import { audit } from './audit.ts';
import { AUDIT, variantOf } from './kinds.ts';

/** What became of a check that rows count on. */
export interface Outcome {
  readonly held: boolean;
  /** Why it did not. */
  readonly says: string;
}

/** Rows are executed in doubles, where a claim has the fewest excuses. */
const DTYPE = 'f64';

/** Runs those checks of a formula, and no others; by their names, what became of each. */
export async function execute(
  spec: Formula,
  checks: ReadonlySet<string>,
  implementation: Implementation,
  options: RunOptions,
): Promise<ReadonlyMap<string, Outcome>> {
  const suite = await loadSuite(spec.name);
  const outcomes = new Map<string, Outcome>();
  const plain = new Set([...checks].filter((check) => check !== AUDIT && variantOf(check) === undefined));
  if (plain.size > 0) {
    const wanted = (kind: string) => plain.has(kind) || kind === GUARD.kind;
    const { verdict, checks: reports } = await checkFormula(suite, implementation, DTYPE, {
      ...options,
      wanted,
    });
    const absent = `${implementation.name} does not have it`;
    for (const check of plain)
      outcomes.set(check, verdict === 'absent' ? { held: false, says: absent } : outcomeOf(check, reports));
  }
  for (const check of checks) {
    const variant = variantOf(check);
    if (variant !== undefined) outcomes.set(check, caught(await tryVariant(suite, variant, options)));
  }
  if (checks.has(AUDIT)) {
    const entry = { forward: () => ({}), vjp: () => ({}) };
    const { verdict, says, kind } = await audit(
      new Subject(prepare(spec), implementation, entry, DTYPE),
      await loadLaws(spec.name),
      options,
    );
    outcomes.set(AUDIT, { held: verdict === 'conforming', says: `${kind}: ${says}` });
  }
  return outcomes;
}

/** A check that conforms, in a run whose guard would have seen a fault. */
function outcomeOf(check: string, reports: readonly CheckReport[]): Outcome {
  const report = reports.find(({ kind }) => kind === check);
  if (!report) return { held: false, says: 'it did not run' };
  if (report.verdict !== 'conforming') return { held: false, says: `${report.verdict}: ${report.says}` };
  const guard = reports.find(({ kind }) => kind === GUARD.kind);
  if (guard && guard.verdict !== 'conforming')
    return { held: false, says: `the run proves nothing: ${guard.says}` };
  return { held: true, says: report.says };
}

/** One that the judge admits must pass; every other must be caught. */
function caught({ caughtBy, admitted }: Trial): Outcome {
  const found =
    caughtBy === undefined ? 'no check caught it' : `caught by ${caughtBy.kind}: ${caughtBy.says}`;
  return { held: (caughtBy === undefined) === (admitted !== undefined), says: found };
}
