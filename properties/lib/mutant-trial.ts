import type { Dtype, FormulaImplementation } from '../../backends/lib/contract.ts';
import type { Check } from './checks/check.ts';
import { provenFault } from './proven-fault.ts';
import type { Counterexample } from './report.ts';
import { firstCounterexample, type RunOptions } from './run-check.ts';
import type { Subject } from './subject.ts';
import type { Mutated, Suite } from './suite.ts';

/** What became of a mutant that was run as an implementation. */
export interface MutantTrial {
  readonly says: string;
  /** Is the mistake in the forward pass, and so in its gradient, or in the backward pass alone? */
  readonly in: 'forward' | 'backward';
  /** An equivalent one means the same in high precision, on cases of every regime: no check could tell. */
  readonly outcome: 'caught' | 'equivalent' | 'survived';
  /** The kind of the first check that caught it; 'no answer' where it broke down. */
  readonly by?: string;
  /** How many numbers other than 0 its counterexample has, where it was asked for. */
  readonly entries?: number;
}

export interface TrialOptions extends Pick<RunOptions, 'seed' | 'runs' | 'signal'> {
  /** Is the counterexample of each shrunk, and what is left of it counted? */
  readonly shrink?: boolean;
}

/** Runs every mutant through the checks until one catches it: as a whole, and as a backward pass of the right formula. At most so many, if that is said. */
export async function* tryMutants(
  suite: Suite,
  dtype: Dtype,
  options: TrialOptions,
  most?: number,
): AsyncGenerator<MutantTrial> {
  const { name } = suite.spec;
  const right = suite.plain(dtype).formulas[name]!;
  for (const mutant of suite.mutants(dtype, most)) {
    const wrong = mutant.implementation.formulas[name]!;
    yield {
      says: mutant.says,
      in: 'forward',
      ...(await tried(suite, mutant, wrong, dtype, options, 'outputs')),
    };
    if (!mutant.hasGradient) continue;
    const backward = { ...right, vjp: wrong.vjp! };
    yield {
      says: mutant.says,
      in: 'backward',
      ...(await tried(suite, mutant, backward, dtype, options, 'gradients')),
    };
  }
}

async function tried(
  suite: Suite,
  mutant: Mutated,
  entry: FormulaImplementation,
  dtype: Dtype,
  options: TrialOptions,
  of: 'outputs' | 'gradients',
): Promise<Pick<MutantTrial, 'outcome' | 'by' | 'entries'>> {
  const { watched, broke } = watch(entry);
  const { subject, checks } = suite.examine(mutant.implementation, watched, dtype);
  for (const check of checks) {
    const fault = await provenFault(subject, check, options);
    if (!fault) continue;
    const caught = { outcome: 'caught', by: check.kind } as const;
    return options.shrink ? { ...caught, ...(await entriesLeft(subject, check, options)) } : caught;
  }
  // A check that gets no answer does not say yes.
  if (broke()) return { outcome: 'caught', by: 'no answer' };
  return { outcome: mutant.isEquivalent(of) ? 'equivalent' : 'survived' };
}

/** Fixed cases are printed as the spec or the row has them: they are nobody's to shrink. */
async function entriesLeft(
  subject: Subject,
  check: Check,
  options: TrialOptions,
): Promise<Pick<MutantTrial, 'entries'>> {
  if (Array.isArray(check.cases)) return {};
  const { inputs, cotangents } = (await firstCounterexample(subject, check, options))!;
  return { entries: nonZero(inputs) + nonZero(cotangents ?? {}) };
}

const nonZero = (tensors: Counterexample['inputs']): number =>
  Object.values(tensors)
    .flatMap(({ data }) => data)
    .filter((x) => x !== 0 && x !== '-0').length;

/** The same, and whether it ever broke down. */
function watch(entry: FormulaImplementation): { watched: FormulaImplementation; broke: () => boolean } {
  let broken = false;
  const watching =
    <Args extends unknown[], Result>(run: (...args: Args) => Result) =>
    (...args: Args): Result => {
      try {
        return run(...args);
      } catch (thrown) {
        broken = true;
        throw thrown;
      }
    };
  const { forward, vjp } = entry;
  const watched = { ...entry, forward: watching(forward), ...(vjp && { vjp: watching(vjp) }) };
  return { watched, broke: () => broken };
}
