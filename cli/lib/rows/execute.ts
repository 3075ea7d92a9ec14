import { againstAlgorithms } from '../../../audit/checks/algorithms.ts';
import { lawsHold } from '../../../audit/checks/laws.ts';
import { TIERS, type TierName } from '../../../audit/lib/tiers.ts';
import type { Implementation } from '../../../backends/lib/contract.ts';
import { checkFormula } from '../../../properties/lib/check-formula.ts';
import { GUARD } from '../../../properties/lib/guard.ts';
import { loadLaws, loadSuite } from '../../../properties/lib/listing.ts';
import type { CheckReport } from '../../../properties/lib/report.ts';
import { type RunOptions, runCheck } from '../../../properties/lib/run-check.ts';
import type { Suite } from '../../../properties/lib/suite.ts';
import { type Trial, tryVariant } from '../../../properties/lib/variant-trial.ts';
import { prepare } from '../../../reference/lib/prepare.ts';
import { type AnyFormula, isAlgorithm } from '../../../spec/lib/algorithm.ts';
import { AUDIT, variantOf } from './kinds.ts';

export interface ExecuteOptions extends RunOptions {
  /** How many cases an audit compares. */
  readonly tier: TierName;
}

/** What became of a check that rows count on. */
export interface Outcome {
  readonly held: boolean;
  /** Why it did not; or what it saw. */
  readonly says: string;
  /** How a variant was caught. */
  readonly caughtBy?: CheckReport;
}

/** Rows are executed in doubles, where a claim has the fewest excuses. */
export const DTYPE = 'f64';

/** Runs those checks of a formula, and no others; by their names, what became of each. */
export async function execute(
  spec: AnyFormula,
  checks: ReadonlySet<string>,
  implementation: Implementation,
  options: ExecuteOptions,
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
    if (variant !== undefined) outcomes.set(check, await tried(suite, variant, options));
  }
  if (checks.has(AUDIT)) outcomes.set(AUDIT, await audited(spec, options));
  return outcomes;
}

/** The definition equals the algorithms, and the laws hold on the reference: in numbers that are certified. */
async function audited(spec: AnyFormula, { seed, tier }: ExecuteOptions): Promise<Outcome> {
  if (isAlgorithm(spec)) return { held: false, says: 'it has no equations that could be audited' };
  const under = { prepared: prepare(spec), laws: await loadLaws(spec.name), tier: TIERS[tier], seed };
  const reports = [againstAlgorithms(under), await lawsHold(under)];
  const failures = reports.flatMap((report) => report.failures.map(({ says }) => says));
  const compared = reports.reduce((sum, { cases }) => sum + cases, 0);
  if (failures.length > 0 || compared === 0)
    return { held: false, says: failures[0] ?? 'nothing could be compared' };
  return { held: true, says: `${compared} cases agree` };
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

/** It is caught, unless the judge admits it; and a convention does what it says itself. */
async function tried(suite: Suite, variant: string, options: ExecuteOptions): Promise<Outcome> {
  const outcome = caught(await tryVariant(suite, variant, 'f32', options));
  const { kind } = suite.spec.variants[variant]!;
  if (!outcome.held || kind !== 'convention') return outcome;
  const { held, says } = await declared(suite, variant, options);
  return { ...outcome, held, says: held ? outcome.says : says };
}

/** One that the judge admits must pass; every other must be caught. */
function caught({ caughtBy, admitted }: Trial): Outcome {
  const found =
    caughtBy === undefined ? 'no check caught it' : `caught by ${caughtBy.kind}: ${caughtBy.says}`;
  const held = (caughtBy === undefined) === (admitted !== undefined);
  return { held, says: found, ...(caughtBy && { caughtBy }) };
}

/** Declared as what it is, it agrees with its own equations, or rule, and examples. */
async function declared(suite: Suite, variant: string, options: ExecuteOptions): Promise<Outcome> {
  const implementation = suite.faulty(variant, DTYPE);
  const entry = { ...implementation.formulas[suite.spec.name]!, variant };
  const { subject, checks } = suite.examine(implementation, entry, DTYPE);
  for (const check of checks.filter(({ kind }) => /^(?:agreement|gradient|example .*)$/su.test(kind))) {
    const { report } = await runCheck(subject, check, options);
    if (report.verdict !== 'conforming' && !report.skipped)
      return { held: false, says: `declared, its ${check.kind} is ${report.verdict}: ${report.says}` };
  }
  return { held: true, says: 'caught, and right where it is declared' };
}
