import type { BigNumber } from 'mathjs';
import type { Case } from '../../properties/lib/case.ts';
import { Random } from '../../properties/lib/random.ts';
import { layout } from '../../reference/lib/layout.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { truth } from '../../reference/lib/truth.ts';
import { samplesOf } from '../../reference/second-route/sample.ts';
import { Statements } from '../../reference/second-route/statements.ts';
import { cases, until } from '../lib/cases.ts';
import { isKnown, isNarrow } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { climb, isFar, type Rung } from '../lib/ladder.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

/** Interpreted decimals are slow: a case is kept small, and of a large batch a few samples are read. */
const ELEMENTS = 40;
const SAMPLES = 3;
/** The truth is certified to more than the digits that it is held to. */
const BITS = 224;

/** The definition against the formula's statements of mathjs, sample by sample. */
export function againstMathjs({ prepared, tier, seed }: Audited): KindReport {
  const tally = new Tally('mathjs');
  const statements = new Statements(prepared.spec, prepared.single);
  const drawn = cases(prepared, seed, 'mathjs', 2 * tier.mathjs, { elements: ELEMENTS });
  for (const value of until(tally, tier.mathjs, drawn)) {
    const known = questions(prepared, statements, value).map(({ rungs, read }) => {
      const asked = rungs.flatMap((rung, n) => (isKnown(rung.truth) ? [{ ...rung, n }] : []));
      if (asked.length < rungs.length) tally.skip('samples with values that are not certified');
      if (asked.length === 0) return false;
      try {
        const { failures, digits } = climb(asked, (d) => picked(read(d), rungs, asked), tally);
        if (digits > 64) tally.skip('samples that took more than 64 digits');
        for (const says of failures) tally.fail(says, value);
      } catch (thrown) {
        tally.fail(`the mathjs statements do not run: ${(thrown as Error).message}`, value);
      }
      return true;
    });
    if (known.includes(true)) tally.compared();
  }
  return tally.report();
}

/** The samples of a case that are read: the truth of each element, and the second route to all of them. */
function questions(prepared: Prepared, statements: Statements, { inputs, options, seed }: Case) {
  const { spec, single } = prepared;
  const { definition } = prepared.truth;
  const outputs = truth(prepared, [definition], inputs, options, (a) => isNarrow(a, BITS));
  const { sizes } = layout(spec, definition, inputs, options);
  const samples = samplesOf(spec, single, definition, inputs, options);
  const order = new Random(seed).permutation(samples.count).slice(0, SAMPLES);
  return order.map((sample) => {
    const rungs = single.outputs.flatMap(({ name }): Rung[] => {
      const { shape, data } = outputs[name]!;
      return samples
        .places(name, shape, sample)
        .map((place) => ({ truth: data[place]!, name: `${name}[${place}]`, far: isFar(inputs) }));
    });
    const own = Object.fromEntries(
      single.inputs.map(({ name }) => {
        const { shape, data } = inputs[name]!;
        const numbers = samples.places(name, shape, sample).map((place) => data[place]!);
        return [name, { shape: samples.shape(name, shape), data: numbers }];
      }),
    );
    const read = (digits: number) => Object.values(statements.outputs(own, sizes, options, digits)).flat();
    return { rungs, read };
  });
}

function picked(
  values: readonly BigNumber[],
  rungs: readonly Rung[],
  asked: readonly { readonly n: number }[],
): BigNumber[] {
  if (values.length !== rungs.length)
    throw new Error(`they give ${values.length} numbers in the place of ${rungs.length}`);
  return asked.map(({ n }) => values[n]!);
}
