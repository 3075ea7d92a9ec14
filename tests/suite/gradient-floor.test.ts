import { describe, expect, it } from 'vitest';
import js from '../../backends/js/index.ts';
import type { Dtype, FormulaImplementation } from '../../backends/lib/contract.ts';
import { caseOf, tryNumbers } from '../../properties/lib/checks/every-number.ts';
import { EquationSubject } from '../../properties/lib/equation-subject.ts';
import { loadSuite } from '../../properties/lib/listing.ts';
import { provenFault } from '../../properties/lib/proven-fault.ts';
import { Random } from '../../properties/lib/random.ts';
import { loadFormulas } from '../../spec/lib/listing.ts';

/** So little more in one component is seen. */
const FACTOR: Readonly<Record<Dtype, number>> = { f32: 1 + 1e-5, f64: 1 + 1e-12 };

/** What cannot be seen, and why; whatever is seen all the same fails. */
const UNSEEN: Readonly<Record<string, string>> = {
  'threshold-unit': 'its gradient is zero wherever there is one',
  'transformer-encoder-block': 'queries and keys come in through two normalisations and a softmax',
  'transformer-decoder-block': 'what comes in first passes four normalisations',
};

/** The right gradients, but one in the middle. */
function slightlyOff(right: FormulaImplementation, input: string, factor: number): FormulaImplementation {
  return {
    ...right,
    async vjp(...args) {
      const gradients = await right.vjp!(...args);
      const { shape, data } = gradients[input]!;
      const off = Float64Array.from(data);
      off[off.length >> 1]! *= factor;
      return {
        ...gradients,
        [input]: { shape, data: data instanceof Float32Array ? Float32Array.from(off) : off },
      };
    },
  };
}

const names = (await loadFormulas()).filter(({ sampled }) => !sampled).map(({ name }) => name);

describe.each(names.filter((name) => js.formulas[name]!.vjp))('a component of a gradient of %s', (name) => {
  it.each(['f32', 'f64'] as const)(
    'that is slightly off is seen in %s',
    { timeout: 60_000 },
    async (dtype) => {
      const suite = await loadSuite(name);
      const right = js.formulas[name]!;
      const { subject: probe } = suite.examine(js, right, dtype);
      const differentiable = probe instanceof EquationSubject ? probe.differentiable : [];
      const unseen: string[] = [];
      for (const input of differentiable) {
        const { subject, checks } = suite.examine(js, slightlyOff(right, input, FACTOR[dtype]), dtype);
        const check = checks.find(({ kind }) => kind === 'gradient')!;
        if (!(await provenFault(subject, check, { seed: 1, runs: 100 }))) unseen.push(input);
      }
      if (name in UNSEEN) expect(unseen, 'all of it is seen: the exception is not needed').not.toEqual([]);
      else expect(unseen).toEqual([]);
    },
  );
});

describe('in a tensor of any size', () => {
  const scalar = ['sigmoid', 'tanh', 'gelu', 'silu', 'softplus', 'elu', 'mish'] as const;
  const sizes = [1, 10, 100, 1000, 10_000];

  it.each(scalar.flatMap((name) => (['f32', 'f64'] as const).map((dtype) => [name, dtype] as const)))(
    'of %s in %s',
    async (name, dtype) => {
      const suite = await loadSuite(name);
      for (const size of sizes) {
        const random = new Random(size);
        // Of the size of one, where no slope is next to nothing.
        const numbers = Array.from({ length: size }, () => 0.25 + random.next());
        for (const factor of [1, FACTOR[dtype]]) {
          const entry = slightlyOff(js.formulas[name]!, 'x', factor);
          const { subject } = suite.examine(js, entry, dtype);
          if (!(subject instanceof EquationSubject)) throw new TypeError(`${name} has no equations`);
          const { verdict, fault } = await tryNumbers(subject, caseOf(subject, numbers, 'any'));
          expect(verdict).toBe(factor === 1 ? 'conforming' : 'wrong');
          if (factor !== 1) expect(fault?.index).toBe(size >> 1);
        }
      }
    },
  );
});
