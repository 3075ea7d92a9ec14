import { implementation } from '../../backends/lib/contract.ts';
import type { Reference } from '../../reference/lib/listing.ts';
import { prepareAlgorithm } from '../../reference/lib/prepare-algorithm.ts';
import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import type { AlgorithmLaw } from './algorithm-laws.ts';
import { AlgorithmSubject } from './algorithm-subject.ts';
import { algorithmChecks } from './checks/algorithm.ts';
import type { Suite } from './suite.ts';

/** Throws a SpecError where the signature is not well formed. */
export function algorithmSuite(
  spec: AlgorithmFormula,
  reference: Reference,
  laws: Readonly<Record<string, AlgorithmLaw>>,
): Suite {
  return {
    spec,
    prepared: prepareAlgorithm(spec),
    examine(...of) {
      const subject = new AlgorithmSubject(spec, reference, ...of);
      return { subject, checks: algorithmChecks(subject, laws), exhaustive: [] };
    },
    faulty: (variant, dtype) =>
      implementation({
        name: `${spec.name} with ${variant}`,
        dtypes: [dtype],
        formulas: {
          [spec.name]: (inputs, options) => reference(inputs, options, spec.variants[variant]!.rule),
        },
      }),
    plain: (dtype) =>
      implementation({
        name: spec.name,
        dtypes: [dtype],
        formulas: { [spec.name]: (inputs, options) => reference(inputs, options) },
      }),
    mutants: () => [],
  };
}
