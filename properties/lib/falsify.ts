import type { Implementation } from '../../backends/lib/contract.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import type { Check } from './checks/check.ts';
import { perturbed } from './perturbed.ts';
import { provenFault } from './proven-fault.ts';
import type { RunOptions } from './run-check.ts';
import type { Suite, Wrong } from './suite.ts';

/** What made a check fail: proof that it is able to. */
export interface Falsified {
  /** A declared variant, a mutant of the equations, spoilt answers, or the claim turned into its opposite. */
  readonly by: 'variant' | 'mutant' | 'perturbation' | 'opposite';
  /** Which one, and what the check said of it. */
  readonly says: string;
}

/** In doubles, as rows are executed. */
const DTYPE = 'f64';
/** Mutants of one formula that are tried; more would hardly show what these do not. */
const MOST_MUTANTS = 60;

/** For each of these kinds of check, what makes it fail, the most telling first; undefined where nothing did. */
export async function falsify(
  suite: Suite,
  kinds: Iterable<string>,
  implementation: Implementation,
  options: Pick<RunOptions, 'seed' | 'runs' | 'signal'>,
): Promise<ReadonlyMap<string, Falsified | undefined>> {
  const found = new Map<string, Falsified | undefined>(Array.from(kinds, (kind) => [kind, undefined]));
  const open = () => [...found].filter(([, by]) => by === undefined).map(([kind]) => kind);
  for (const { by, wrong } of wrongs(suite, implementation)) {
    const left = new Set(open());
    if (left.size === 0) return found;
    for (const { check, subject } of checksOf(suite, wrong.implementation, left)) {
      const fault = await provenFault(subject, check, options);
      if (fault) found.set(check.kind, { by, says: `${wrong.says}: ${fault.says}` });
    }
  }
  for (const { check, subject } of checksOf(suite, implementation, new Set(open()))) {
    const { turned } = check;
    if (!turned) continue;
    const opposite = { ...check, try: turned };
    const fault = await provenFault(subject, opposite, options);
    if (fault) found.set(check.kind, { by: 'opposite', says: fault.says! });
  }
  return found;
}

function checksOf(suite: Suite, implementation: Implementation, kinds: ReadonlySet<string>) {
  const { subject, checks } = suite.examine(implementation, implementation.formulas[suite.spec.name]!, DTYPE);
  return checks.filter(({ kind }) => kinds.has(kind)).map((check: Check) => ({ check, subject }));
}

function* wrongs(
  suite: Suite,
  implementation: Implementation,
): Generator<{ by: Falsified['by']; wrong: Wrong }> {
  const { variants, name } = suite.spec;
  for (const [variant, { admitted }] of Object.entries<Partial<Variant>>(variants))
    if (admitted === undefined)
      yield { by: 'variant', wrong: { says: variant, implementation: suite.faulty(variant, DTYPE) } };
  for (const wrong of suite.mutants(DTYPE, MOST_MUTANTS)) yield { by: 'mutant', wrong };
  for (const wrong of perturbed(implementation, name)) yield { by: 'perturbation', wrong };
}
