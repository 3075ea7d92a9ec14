import { describe, expect, it } from 'vitest';
import { real } from '../../properties/lib/case.ts';
import { drawCase } from '../../properties/lib/draw-case.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { judge } from '../../properties/lib/judge.ts';
import { formats } from '../../reference/arithmetic/dtype.ts';
import { prepare } from '../../reference/lib/prepare.ts';
import { loadFormula } from '../../spec/lib/listing.ts';
import { weigh } from './alarms.ts';
import { formulas, implementationsOf } from './implementations/index.ts';
import { coarse } from './implementations/machines.ts';

/** There is nothing to add up in these. */
const ACTIVATIONS = ['sigmoid', 'silu', 'tanh'];
const WITHOUT_SUMS = [...ACTIVATIONS, 'binary-cross-entropy-with-logits'];

/** For each formula, shared out among its implementations; `npm run alarms` judges many more. */
const CASES = 2_500;

describe.each(formulas)('implementations of %s that are right and different', (formula) => {
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

  if (WITHOUT_SUMS.includes(formula)) return;
  it.each(implementationsOf(formula, coarse.sums))('are told from coarse sums: $name', async (one) => {
    const { outputs, gradients } = await weigh(prepare(await loadFormula(formula)), one, 200);
    expect(outputs.alarms.length + gradients.alarms.length).toBeGreaterThan(20);
  });
});

const ofFunctions = [...ACTIVATIONS, 'softmax', 'log-softmax', 'lstm-cell', 'scaled-dot-product-attention'];

describe.each(ofFunctions)('%s', (formula) => {
  it.each(implementationsOf(formula, coarse.functions))('by functions off by 16 ulp: $name', async (one) => {
    const { outputs } = await weigh(prepare(await loadFormula(formula)), one, 500);
    expect(outputs.alarms.length).toBeGreaterThan(0);
  });
});

describe.each(['batch-norm', 'group-norm', 'instance-norm'])(
  '%s next to where variances overflow',
  (formula) => {
    it.each(implementationsOf(formula))('raises no alarm: $name', async (one) => {
      const [dtype] = one.dtypes;
      const subject = new EquationSubject(
        prepare(await loadFormula(formula)),
        one,
        one.formulas[formula],
        dtype,
      );
      const scale = Math.sqrt(formats[dtype].largest / 12);
      for (let seed = 0; seed < 60; seed++) {
        const drawn = drawCase(subject.prepared, { dtype, limits: subject.entry, regime: 'normal' }, seed);
        const { shape, data } = drawn.inputs.x;
        const x = real(
          dtype,
          shape,
          Array.from(data, (v) => scale * v),
        );
        const value = { ...drawn, inputs: { ...drawn.inputs, x } };
        const { verdict, fault } = judge(subject.oracle(value), await subject.forward(value));
        expect(verdict, JSON.stringify({ ...fault, seed })).toBeOneOf(['conforming', 'inconclusive']);
      }
    });
  },
);
