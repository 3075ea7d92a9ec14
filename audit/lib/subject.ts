import type { FormulaImplementation, Implementation } from '../../backends/lib/contract.ts';
import { Subject } from '../../properties/lib/subject.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';

const entry: FormulaImplementation = {
  forward: () => {
    throw new Error('An audit asks no implementation');
  },
};

/** The formula alone, where the engine's checks want a subject: nobody is judged. */
export function referenceSubject(prepared: Prepared): Subject {
  const implementation: Implementation = {
    name: 'the reference',
    version: '0',
    dtypes: ['f64'],
    formulas: { [prepared.spec.name]: entry },
  };
  return new Subject(prepared, implementation, entry, 'f64');
}
