import type { Audited } from '../../../audit/lib/formula.ts';
import { TIERS, type Tier } from '../../../audit/lib/tiers.ts';
import { loadLaws } from '../../../properties/lib/listing.ts';
import { prepare } from '../../../reference/lib/prepare.ts';
import type { Formula } from '../../../spec/lib/formula.ts';
import { loadFormula } from '../../../spec/lib/listing.ts';

/** A formula of the house under audit, with something in its spec changed. */
export async function audited(
  name: string,
  changes: Partial<Formula> = {},
  tier: Partial<Tier> = {},
): Promise<Audited> {
  const spec: Formula = { ...(await loadFormula(name)), ...changes };
  return { prepared: prepare(spec), laws: await loadLaws(name), tier: { ...TIERS.smoke, ...tier }, seed: 7 };
}
