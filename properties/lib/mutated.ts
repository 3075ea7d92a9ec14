import type { Dtype } from '../../backends/lib/contract.ts';
import type { Prepared, Reading } from '../../reference/lib/prepare.ts';
import { EquationSubject } from './equation-subject.ts';
import { equivalent } from './equivalent.ts';
import { plainProgram } from './faulty.ts';
import { mutantsOf } from './mutants.ts';
import type { Mutated } from './suite.ts';

/** The mutants of the definition and of the first algorithm, as plain programs; at most so many of each where that is said. */
export function* mutated(prepared: Prepared, dtype: Dtype, most?: number): Generator<Mutated> {
  const plain = plainProgram(prepared.spec.name, prepared, prepared.truth, dtype);
  const subject = new EquationSubject(prepared, plain, plain.formulas[prepared.spec.name]!, dtype);
  const hasGradient = subject.differentiable.length > 0;
  const { definition, algorithms } = prepared.truth;
  for (const right of new Set([algorithms[0]!, definition]))
    for (const { says, equations } of mutantsOf(right, most)) {
      const reading: Pick<Reading, 'algorithms'> = { algorithms: [equations] };
      yield {
        says: right === algorithms[0] ? says : `in the definition, ${says}`,
        hasGradient,
        implementation: plainProgram(says, prepared, reading, dtype),
        isEquivalent: (of) => equivalent(subject, [right, equations], of),
      };
    }
}
