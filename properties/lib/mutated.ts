import type { Dtype } from '../../backends/lib/contract.ts';
import type { Prepared, Reading } from '../../reference/lib/prepare.ts';
import { type Checked, check } from '../../spec/lib/check.ts';
import { mutations } from '../../spec/lib/mutate.ts';
import { SpecError } from '../../spec/lib/source.ts';
import { plainProgram } from './faulty.ts';
import type { Wrong } from './suite.ts';

/** Equations with one small mistake. */
export interface Mutant {
  readonly says: string;
  readonly equations: Checked;
}

/** Every text that differs from these equations by one small mistake and is still well formed. */
export function* mutantsOf({ program, options }: Checked): Generator<Mutant> {
  for (const { says, program: wrong } of mutations(program)) {
    const equations = wellFormed(wrong, options);
    if (equations) yield { says, equations };
  }
}

/** The mutants of the first algorithm, as plain programs. */
export function* mutated(prepared: Prepared, dtype: Dtype): Generator<Wrong> {
  for (const { says, equations } of mutantsOf(prepared.truth.algorithms[0]!)) {
    const reading: Pick<Reading, 'algorithms'> = { algorithms: [equations] };
    yield { says, implementation: plainProgram(says, prepared, reading, dtype) };
  }
}

function wellFormed(...[program, options]: Parameters<typeof check>): Checked | undefined {
  try {
    return check(program, options);
  } catch (thrown) {
    if (thrown instanceof SpecError) return undefined;
    throw thrown;
  }
}
