import type { Implementation } from '../../backends/lib/contract.ts';
import { brokenDown } from '../../properties/lib/broken-down.ts';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { GUARD } from '../../properties/lib/guard.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import type { CheckReport, FormulaReport } from '../../properties/lib/report.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { didYouMean } from '../../spec/lib/source.ts';
import { fitsAny } from './glob.ts';
import type { Settings } from './judge.ts';
import type { Unit } from './plan.ts';
import { unjudged } from './unjudged.ts';

export interface UnitOptions extends Omit<Settings, 'timeoutMs'> {
  /** How many calls may be in flight. */
  readonly pipeline: number;
  readonly signal?: AbortSignal;
  readonly onCheck?: (report: CheckReport) => void;
}

/** Judges one formula in one dtype. Whatever goes wrong on Assay's side makes it inconclusive; only `signal` rejects. */
export async function judgeUnit(
  implementation: Implementation,
  unit: Unit,
  { checks, ...options }: UnitOptions,
): Promise<FormulaReport> {
  const { formula, dtype } = unit;
  const { variant } = implementation.formulas[formula] ?? {};
  try {
    const names = formulaNames();
    if (!names.includes(formula))
      return unjudged(unit, [], `Assay knows no formula '${formula}'${didYouMean(formula, names)}`);
    const suite = await loadSuite(formula);
    const variants = Object.keys(suite.spec.variants);
    if (variant !== undefined && !variants.includes(variant))
      return unjudged(
        unit,
        [],
        `it declares an unknown variant '${variant}'${didYouMean(variant, variants)}`,
      );
    return await checkFormula(suite, implementation, dtype, {
      ...options,
      wanted: wanted(checks),
    });
  } catch (thrown) {
    options.signal?.throwIfAborted();
    return unjudged(unit, [], brokenDown(GUARD, thrown).says);
  }
}

/** The guard, which is asked for last, belongs to every run: without it a pass says nothing. */
function wanted(patterns: readonly string[]): (kind: string) => boolean {
  let any = false;
  return (kind) => {
    const asked = patterns.length === 0 || fitsAny(patterns, kind) || (kind === GUARD.kind && any);
    any ||= asked;
    return asked;
  };
}
