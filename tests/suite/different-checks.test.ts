import { describe, expect, it } from 'vitest';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { formulas, implementationsOf } from './implementations/index.ts';

/** Of the forms of a formula on all machines, one of so many goes through every check; outputs and gradients of all are weighed. */
const STRIDE = 4;

describe.each(formulas)('implementations of %s that are right and different', (formula) => {
  it('conform in every check', async () => {
    const suite = await loadSuite(formula);
    for (const implementation of implementationsOf(formula).filter((_, n) => n % STRIDE === 0)) {
      const [dtype] = implementation.dtypes;
      const { checks } = await checkFormula(suite, implementation, dtype, { seed: 1, runs: 10, pipeline: 1 });
      const others = checks.filter(({ verdict }) => verdict !== 'conforming');
      expect([implementation.name, ...others]).toEqual([implementation.name]);
    }
  });
});
