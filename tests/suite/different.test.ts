import { describe, expect, it } from 'vitest';
import { checkFormula } from '../../properties/lib/check-formula.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { weigh } from './alarms.ts';
import { formulas, implementationsOf } from './implementations/index.ts';
import { coarse } from './implementations/machine.ts';

/** For each formula, shared out among its implementations; `npm run alarms` judges ten times as many. */
const CASES = 10_000;

describe.each(formulas)('float32 implementations of %s that are right and different', (formula) => {
  const implementations = implementationsOf(formula);
  const share = Math.ceil(CASES / implementations.length);

  it('raise no alarm', async () => {
    const prepared = prepare(await loadFormula(formula));
    for (const implementation of implementations) {
      const { outputs, gradients } = await weigh(prepared, implementation, share);
      expect([implementation.name, ...outputs.alarms, ...gradients.alarms]).toEqual([implementation.name]);
      // A suite that leaves everything undecided raises no alarm either.
      expect(outputs.undecided + gradients.undecided).toBeLessThan(0.3 * (outputs.cases + gradients.cases));
    }
  });

  it('conform in every check', async () => {
    const suite = await loadSuite(formula);
    for (const implementation of implementations) {
      const { checks } = await checkFormula(suite, implementation, 'f32', { seed: 1, runs: 20, pipeline: 1 });
      expect([implementation.name, ...checks.filter(({ verdict }) => verdict !== 'conforming')]).toEqual([
        implementation.name,
      ]);
    }
  });

  it.each(implementationsOf(formula, [coarse.sums]))('are told from sums of 11 bits: $name', async (one) => {
    const { outputs, gradients } = await weigh(prepare(await loadFormula(formula)), one, 200);
    expect(outputs.alarms.length + gradients.alarms.length).toBeGreaterThan(20);
  });
});

describe.each(['softmax', 'lstm-cell', 'scaled-dot-product-attention'])('%s', (formula) => {
  it.each(implementationsOf(formula, [coarse.functions]))(
    'by functions off by 16 ulp: $name',
    async (one) => {
      const { outputs } = await weigh(prepare(await loadFormula(formula)), one, 500);
      expect(outputs.alarms.length).toBeGreaterThan(0);
    },
  );
});
