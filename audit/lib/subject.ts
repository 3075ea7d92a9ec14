import type { FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';

const entry: FormulaImplementation = {
  forward: () => {
    throw new Error('An audit asks no implementation');
  },
};

/** The formula alone, where the engine's checks want a subject: nobody is judged. */
export function referenceSubject(prepared: Prepared): EquationSubject {
  const implementation: Implementation = {
    name: 'the reference',
    version: '0',
    dtypes: ['f64'],
    formulas: { [prepared.spec.name]: entry },
  };
  return new EquationSubject(prepared, implementation, entry, 'f64');
}
