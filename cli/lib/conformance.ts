import { checkModule } from '../../backends/lib/check-module.ts';
import type { Dtype, Implementation } from '../../backends/lib/contract.ts';
import { guarded } from '../../backends/lib/guard.ts';
import { formulaNames } from '../../spec/lib/listing.ts';
import { didYouMean } from '../../spec/lib/source.ts';
import { describe } from './description.ts';
import { plain } from './paint.ts';
import { plan, type Unit } from './plan.ts';

export interface ConformanceOptions {
  /** Only these of the implementation's formulas; `*` and `?` are wild. */
  readonly formulas?: readonly string[];
  /** Only this one of its dtypes. */
  readonly dtype?: Dtype;
  /** Cases for each check; 100 unless stated. */
  readonly runs?: number;
  /** Another seed draws other cases; 1 unless stated. */
  readonly seed?: number;
}

/** One formula in one dtype, to be registered with a test framework. */
export interface ConformanceTest {
  /** `softmax f32` */
  readonly name: string;
  readonly formula: string;
  readonly dtype: Dtype;
  /** Rejects with what a report would say, where the formula is wrong, unstable or could not be judged. */
  readonly run: () => Promise<void>;
}

/**
 * The formulas of an implementation as tests of whatever framework is at hand:
 *
 *     for (const { name, run } of conformance(mine)) test(name, run);
 *
 * What the implementation does not have is not tested.
 * @throws Error for a formula that Assay does not know, and where there would be no test at all
 */
export function conformance(mine: Implementation, options: ConformanceOptions = {}): ConformanceTest[] {
  const implementation = guarded(checkModule('conformance', { default: mine }));
  const known = formulaNames();
  const unknown = Object.keys(implementation.formulas).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new Error(`Assay knows no formula '${unknown}'${didYouMean(unknown, known)}`);
  const { present } = plan(describe(implementation), known, {
    formulas: options.formulas ?? [],
    shard: [1, 1],
    ...(options.dtype && { dtype: options.dtype }),
  });
  if (present.length === 0)
    throw new Error(`'${implementation.name}' has no formula that was asked for: nothing would be tested`);
  return present.map((unit) => ({
    ...unit,
    name: `${unit.formula} ${unit.dtype}`,
    run: () => judged(implementation, unit, options),
  }));
}

async function judged(
  implementation: Implementation,
  unit: Unit,
  { runs = 100, seed = 1 }: ConformanceOptions,
): Promise<void> {
  // Loaded with the first test: who only writes an implementation does not need the engine.
  const [{ judgeUnit }, { failureText }] = await Promise.all([
    import('./judge-unit.ts'),
    import('./failure-text.ts'),
  ]);
  const report = await judgeUnit(implementation, unit, { seed, runs, checks: [], pipeline: 1 });
  if (report.verdict === 'conforming' || report.verdict === 'imprecise') return;
  const gradient = implementation.formulas[unit.formula]!.vjp !== undefined;
  const replay = (token: string) => `assay replay ${token} <the module of ${implementation.name}>`;
  const { name } = implementation;
  throw new Error(failureText([{ ...report, gradient }], { name, replay, paint: plain }).join('\n'));
}
