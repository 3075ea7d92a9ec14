import { prepare } from '../../reference/lib/prepare.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import { everyNumber, isScalar } from './checks/every-number.ts';
import { checksFor } from './checks/index.ts';
import { EquationSubject } from './equation-subject.ts';
import { faulty, plainProgram } from './faulty.ts';
import type { StatedLaw } from './laws.ts';
import { mutated } from './mutated.ts';
import type { Suite } from './suite.ts';

/** Throws a SpecError where the equations are not well formed. */
export function equationSuite(spec: Formula, laws: Readonly<Record<string, StatedLaw>>): Suite {
  const prepared = prepare(spec);
  return {
    spec,
    prepared,
    examine(...of) {
      const subject = new EquationSubject(prepared, ...of);
      const exhaustive = isScalar(subject)
        ? (['f16', 'bf16'] as const).map((type) => everyNumber(subject, type))
        : [];
      return { subject, checks: checksFor(subject, laws), exhaustive };
    },
    faulty: (variant, dtype) => faulty(prepared, variant, dtype),
    plain: (dtype) => plainProgram(spec.name, prepared, prepared.truth, dtype),
    mutants: (dtype, most) => mutated(prepared, dtype, most),
  };
}
