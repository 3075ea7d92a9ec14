import type { Dtype } from '../../backends/lib/contract.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { tryMutants } from '../../properties/lib/mutant-trial.ts';
import { tryVariant } from '../../properties/lib/variant-trial.ts';
import type { Task } from './crew.ts';
import type { MutantsOf, Undetected } from './mutants-report.ts';

/** What one thread tries at a time: all mutants and variants of a formula in one dtype. */
export interface MutantsUnit {
  readonly name: string;
  readonly dtype: Dtype;
}

export interface MutantsSettings {
  readonly seed: number;
  readonly runs: number;
  /** Are counterexamples shrunk, and what is left of them counted? */
  readonly shrink: boolean;
}

async function run({ name, dtype }: MutantsUnit, settings: MutantsSettings): Promise<MutantsOf> {
  const suite = await loadSuite(name);
  const mutants = { caught: 0, equivalent: [] as Undetected[], survived: [] as Undetected[] };
  const entries: number[] = [];
  const variants = { caught: 0, named: 0, admitted: [] as Undetected[], survived: [] as Undetected[] };
  // A drawn output is held to its laws alone, and these are about its mean.
  if ('sampled' in suite.spec && suite.spec.sampled) return { name, dtype, mutants, variants };
  for await (const { says, in: where, outcome, entries: left } of tryMutants(suite, dtype, settings)) {
    if (outcome === 'caught') mutants.caught++;
    else mutants[outcome].push({ says: `${where}, ${says}` });
    if (left !== undefined) entries.push(left);
  }
  for (const variant of Object.keys(suite.spec.variants)) {
    const { caughtBy, named, admitted } = await tryVariant(suite, variant, dtype, settings);
    if (caughtBy) variants.caught++;
    else if (admitted !== undefined) variants.admitted.push({ says: variant, why: admitted });
    else variants.survived.push({ says: variant });
    if (named) variants.named++;
  }
  return { name, dtype, mutants, variants, ...(settings.shrink && { entries }) };
}

const broken = ({ name, dtype }: MutantsUnit, { message }: Error): MutantsOf => ({
  name,
  dtype,
  mutants: { caught: 0, equivalent: [], survived: [{ says: `all: it breaks down: ${message}` }] },
  variants: { caught: 0, named: 0, admitted: [], survived: [] },
});

export default { run, broken } satisfies Task<MutantsUnit, MutantsSettings, MutantsOf>;
