import { againstAlgorithms } from '../../../audit/checks/algorithms.ts';
import { lawsHold } from '../../../audit/checks/laws.ts';
import type { Audited } from '../../../audit/lib/formula.ts';
import { TIERS } from '../../../audit/lib/tiers.ts';
import type { Implementation } from '../../../backends/lib/contract.ts';
import { checkFormula } from '../../../properties/lib/check-formula.ts';
import { type Falsified, falsify } from '../../../properties/lib/falsify.ts';
import { loadLaws, loadSuite } from '../../../properties/lib/listing.ts';
import { mutantsOf } from '../../../properties/lib/mutants.ts';
import type { Suite } from '../../../properties/lib/suite.ts';
import { type Prepared, prepare } from '../../../reference/lib/prepare.ts';
import { type AnyFormula, isAlgorithm } from '../../../spec/lib/algorithm.ts';
import { DTYPE, type ExecuteOptions } from './execute.ts';
import { AUDIT, variantOf } from './kinds.ts';

/** What made a check fail; where a variant is to be caught, that the right formula in its place is not. */
export interface Fallible {
  readonly by: Falsified['by'] | 'truth';
  readonly says: string;
}

/** For each check that rows count on, what makes it fail; undefined where nothing did. */
export async function falsified(
  spec: AnyFormula,
  checks: readonly string[],
  implementation: Implementation,
  options: ExecuteOptions,
): Promise<ReadonlyMap<string, Fallible | undefined>> {
  const suite = await loadSuite(spec.name);
  const variants = checks.filter((check) => variantOf(check) !== undefined);
  const plain = checks.filter((check) => check !== AUDIT && !variants.includes(check));
  const found = new Map<string, Fallible | undefined>(await falsify(suite, plain, implementation, options));
  if (variants.length > 0) {
    const truth = await passes(suite, implementation, options);
    for (const check of variants) found.set(check, truth);
  }
  if (checks.includes(AUDIT))
    found.set(AUDIT, isAlgorithm(spec) ? undefined : await auditFails(prepare(spec), options));
  return found;
}

/** What catches a variant must not catch what is right. */
async function passes(
  suite: Suite,
  implementation: Implementation,
  options: ExecuteOptions,
): Promise<Fallible | undefined> {
  const { verdict } = await checkFormula(suite, implementation, DTYPE, options);
  if (verdict !== 'conforming') return undefined;
  return { by: 'truth', says: 'the right formula in its place is not caught' };
}

/** An audit of a mutant: its definition is no longer what the algorithms compute, or what the laws say. */
async function auditFails(prepared: Prepared, { seed, tier }: ExecuteOptions): Promise<Fallible | undefined> {
  const laws = await loadLaws(prepared.spec.name);
  for (const { says, equations } of mutantsOf(prepared.truth.definition)) {
    const truth = { ...prepared.truth, definition: equations };
    const wrong: Prepared = Object.create(prepared, { truth: { value: truth } });
    const failure = await firstFailure({ prepared: wrong, laws, tier: TIERS[tier], seed });
    if (failure !== undefined) return { by: 'mutant', says: `${says}: ${failure}` };
  }
  return undefined;
}

/** Nothing where a mutant breaks the audit down: one that gives outputs of other shapes, say. */
async function firstFailure(under: Audited): Promise<string | undefined> {
  try {
    const reports = [againstAlgorithms(under), await lawsHold(under)];
    return reports.flatMap(({ failures }) => failures)[0]?.says;
  } catch {
    return undefined;
  }
}
