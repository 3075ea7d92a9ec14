import { exampleCase, printed } from '../../properties/lib/checks/examples.ts';
import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';
import { bigArithmetic } from '../../reference/arithmetic/bigfloat/arithmetic.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { level, truth } from '../../reference/lib/truth.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import { isNarrow } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { referenceSubject } from '../lib/subject.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

/** A number of an example stands for a double: beside it the truth may lie by what rounding to doubles amounts to. */
const ROUNDING = 2 ** -50;
/** Special values are stated to the digits that every dtype has. */
const COARSE = 2 ** -20;

/** Every worked example against the truth, and the behaviour at the ends of the numbers against the definition there. */
export function examplesHold({ prepared }: Audited): KindReport {
  const tally = new Tally('examples');
  const subject = referenceSubject(prepared);
  const { definition, algorithms } = prepared.truth;
  const texts = [...new Set([definition, ...algorithms])];
  for (const example of prepared.spec.examples) {
    const { inputs, options } = exampleCase(subject, example);
    const exact = truth(prepared, texts, inputs, options, (a) => isNarrow(a, 64));
    const outputs = doubles(exact, level(128).ball);
    const { verdict, says } = printed(example, outputs, (name, n) => sizeOf(outputs, name, n) * ROUNDING);
    if (verdict !== 'conforming') tally.fail(`the example '${example.says}': ${says}`);
    tally.compared();
  }
  for (const special of prepared.spec.special ?? []) {
    const { inputs, options } = exampleCase(subject, special);
    // The definition may overflow where an algorithm does not: one of the texts must show it.
    const found = texts.map((text) => {
      const outputs = doubles(evaluate(prepared, text, floats, inputs, options), floats);
      return printed(special, outputs, () => COARSE);
    });
    if (found.every(({ verdict }) => verdict !== 'conforming'))
      tally.fail(`the special case '${special.says}': ${found[0]!.says}`);
    tally.compared();
  }
  return tally.report('it has none');
}

const floats = bigArithmetic(256);

const doubles = <T>(values: AllValues<T>, A: Arithmetic<T>): Tensors =>
  Object.fromEntries(
    Object.entries(values).map(([name, { shape, data }]) => [
      name,
      { shape, data: Float64Array.from(data, (a) => A.toNumber(a)) },
    ]),
  );

const sizeOf = (outputs: Tensors, name: string, n: number): number => Math.abs(outputs[name]!.data[n]!);
