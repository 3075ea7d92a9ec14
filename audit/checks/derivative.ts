import type { Case } from '../../properties/lib/case.ts';
import { differentiable, gradient } from '../../reference/lib/gradient.ts';
import { count } from '../../reference/lib/layout.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import { Derivative } from '../../reference/second-route/derivative.ts';
import { cases, until } from '../lib/cases.ts';
import { isKnown, isNarrow } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import { climb, isFar, type Rung } from '../lib/ladder.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

const BITS = 224;
const PRECISIONS = [512, 1024, 2048] as const;
const ELEMENTS = 16;

/** The gradient against the derivative that mathjs finds, where the formula is a scalar closed form. */
export function againstDerivative({ prepared, tier, seed }: Audited): KindReport {
  const tally = new Tally('derivative');
  const { spec, single } = prepared;
  const [output] = single.outputs;
  if (!spec.over || !('elements' in spec.over) || !output) return tally.report('it is not a scalar formula');
  let found = false;
  for (const input of differentiable(prepared)) {
    let derivative: Derivative;
    try {
      derivative = new Derivative(spec, input);
    } catch (thrown) {
      const [why] = (thrown as Error).message.split(/: | \(/u);
      tally.skip(`by ${input}: ${why}`);
      continue;
    }
    found = true;
    const drawn = cases(prepared, seed, `derivative ${input}`, 2 * tier.derivative, { elements: ELEMENTS });
    for (const value of until(tally, tier.derivative, drawn)) {
      const ones = withOnes(value, output.name);
      const rungs = certified(prepared, ones, input, tally);
      if (rungs.length === 0) continue;
      const { failures, digits } = climb(
        rungs,
        (d) => rungs.map(({ n }) => derivative.value(elementOf(ones, n), ones.options, d)),
        tally,
      );
      if (digits > 64) tally.skip('cases that took more than 64 digits');
      for (const says of failures) tally.fail(says, value);
      tally.compared();
    }
  }
  return found ? tally.report() : tally.report('mathjs cannot differentiate it');
}

/** Each element's derivative is then its own gradient. */
function withOnes(value: Case, output: string): Case {
  const { shape } = Object.values(value.inputs)[0]!;
  return { ...value, cotangents: { [output]: { shape, data: new Float64Array(count(shape)).fill(1) } } };
}

/** The gradients of the elements, in enough bits; none at a kink. */
function certified(
  prepared: Prepared,
  { inputs, options, cotangents }: Case,
  input: string,
  tally: Tally,
): (Rung & { readonly n: number })[] {
  const { definition } = prepared.truth;
  const far = isFar(inputs);
  for (const bits of PRECISIONS) {
    const { ball: A, tape } = level(bits);
    const found = gradient(prepared, definition, tape, (x) => A.number(x), inputs, options, cotangents);
    const { data } = found.gradients[input]!;
    if (found.kinked) {
      tally.skip('cases at kinks');
      return [];
    }
    if (bits !== PRECISIONS.at(-1) && !data.every((g) => isNarrow(g, BITS))) continue;
    const known = data.flatMap((truth, n) =>
      isKnown(truth) ? [{ truth, name: `d${input}[${n}]`, far, n }] : [],
    );
    if (known.length < data.length) tally.skip('cases with values that are not certified');
    return known;
  }
  return [];
}

const elementOf = ({ inputs }: Case, n: number): Record<string, number> =>
  Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data[n]!]));
