import { type FormulaImplementation, implementation } from '../../backends/lib/contract.ts';
import type { Case } from '../../properties/lib/case.ts';
import type { Check } from '../../properties/lib/checks/check.ts';
import type { Suite } from '../../properties/lib/suite.ts';
import type { Reference } from '../../reference/lib/listing.ts';
import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import { cases } from '../lib/cases.ts';
import { type KindReport, Tally } from '../lib/tally.ts';
import type { Tier } from '../lib/tiers.ts';

/** A formula without equations: its reference is a program, which the same laws and examples judge as any other's. */
export interface AuditedAlgorithm {
  readonly spec: AlgorithmFormula;
  readonly suite: Suite;
  readonly reference: Reference;
  readonly tier: Tier;
  readonly seed: number;
}

export async function algorithmLawsHold(audited: AuditedAlgorithm): Promise<KindReport> {
  const tally = new Tally('laws');
  const { suite, tier, seed } = audited;
  for (const check of checks(audited, 'law ')) {
    for (const value of cases(suite.prepared, seed, check.kind, tier.laws)) {
      const { verdict, says } = await check.try(value);
      if (verdict !== 'conforming') tally.fail(`${check.kind} (${check.title}): ${says}`, value);
      tally.compared();
    }
  }
  return tally.report('it has none');
}

export async function algorithmExamplesHold(audited: AuditedAlgorithm): Promise<KindReport> {
  const tally = new Tally('examples');
  for (const check of checks(audited, 'example ')) {
    const [value] = check.cases as Extract<Check['cases'], readonly unknown[]>;
    const { verdict, says } = await check.try(value!);
    if (verdict !== 'conforming') tally.fail(`${check.kind}: ${says}`, value);
    tally.compared();
  }
  return tally.report('it has none');
}

/** Every variant gives something else in some case. */
export function algorithmVariantsDiffer({
  spec,
  suite,
  reference,
  tier,
  seed,
}: AuditedAlgorithm): KindReport {
  const tally = new Tally('variants');
  for (const [name, { rule, says }] of Object.entries(spec.variants)) {
    tally.compared();
    const differs = ({ inputs, options }: Case) =>
      text(reference(inputs, options)) !== text(reference(inputs, options, rule));
    if (![...cases(suite.prepared, seed, `variant ${name}`, tier.differ)].some(differs))
      tally.fail(`the variant '${name}' (${says}) is the definition on ${tier.differ} cases`);
  }
  return tally.report('it has none');
}

const text = (outputs: Tensors): string =>
  JSON.stringify(Object.entries(outputs).map(([name, { data }]) => [name, [...data]]));

/** The suite's own checks of one kind, with the reference in the place of an implementation. */
function checks({ spec, suite, reference }: AuditedAlgorithm, kind: string): readonly Check[] {
  const entry: FormulaImplementation = { forward: (inputs, options) => reference(inputs, options) };
  const itself = implementation({
    name: 'the reference',
    dtypes: ['f64'],
    formulas: { [spec.name]: entry },
  });
  return suite.examine(itself, entry, 'f64').checks.filter((check) => check.kind.startsWith(kind));
}
