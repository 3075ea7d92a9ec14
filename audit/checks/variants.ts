import type { Case } from '../../properties/lib/case.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { isNan } from '../../reference/arithmetic/bigfloat/number.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { differentiable, gradient, ShapeError } from '../../reference/lib/gradient.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { Variant } from '../../spec/lib/formula.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { cases } from '../lib/cases.ts';
import { digitsOf, isKnown } from '../lib/enclosure.ts';
import type { Audited } from '../lib/formula.ts';
import type { Of } from '../lib/readings.ts';
import { type KindReport, Tally } from '../lib/tally.ts';

const ELEMENTS = 60;
const { ball: A, tape } = level(256);

/** Every variant is another function, exactly, or the same one where it is stated to be. */
export function variantsDiffer(audited: Audited): KindReport {
  const { prepared } = audited;
  const tally = new Tally('variants');
  const graded = differentiable(prepared).length > 0;
  for (const [name, variant] of Object.entries(prepared.spec.variants)) {
    if (variant.shows === undefined && variant.admitted !== undefined) {
      // It may be right in every way but in which of several right answers it gives.
      tally.skip('admitted as right');
      continue;
    }
    tally.compared();
    if (variant.shows === undefined) differs(audited, name, variant, 'outputs', tally);
    else staysEqual(audited, name, variant, 'outputs', tally);
    if (variant.shows === 'numerically' && graded) staysEqual(audited, name, variant, 'gradients', tally);
    if (variant.shows === 'in the gradient') differs(audited, name, variant, 'gradients', tally);
  }
  return tally.report('it has none');
}

function staysEqual(
  { prepared, tier, seed }: Audited,
  name: string,
  variant: Variant,
  of: Of,
  tally: Tally,
): void {
  for (const value of cases(prepared, seed, `variant ${name}`, tier.equal, { elements: ELEMENTS })) {
    if (!isExact(prepared, value)) continue;
    const difference = differenceOf(prepared, name, variant, value, of, apart);
    if (difference === undefined) continue;
    tally.fail(`the variant '${name}' shows ${variant.shows}, but ${difference}`, value, of === 'gradients');
    return;
  }
}

function differs(
  { prepared, tier, seed }: Audited,
  name: string,
  variant: Variant,
  of: Of,
  tally: Tally,
): void {
  for (const value of cases(prepared, seed, `variant ${name}`, tier.differ, { elements: ELEMENTS })) {
    const differ = isModerate(value) ? apartOrUndefined : apart;
    if (differenceOf(prepared, name, variant, value, of, differ) !== undefined) return;
  }
  tally.fail(
    `the variant '${name}' (${variant.says}) is the definition on ${tier.differ} cases, in its ${of}`,
  );
}

/** How a variant parts from the definition in a case, beyond all doubt. */
function differenceOf(
  prepared: Prepared,
  name: string,
  { force }: Variant,
  value: Case,
  of: Of,
  differ: typeof apart,
): string | undefined {
  const { definition, algorithms } = prepared.truth;
  const options = { ...value.options, ...force };
  const must = [...new Set([definition, ...algorithms])].map((text) =>
    read(prepared, text, value, value.options, of),
  );
  const got = read(prepared, prepared.variant(name).definition, value, options, of);
  if (got === undefined) return 'its outputs have another shape';
  for (const [output, { shape, data }] of Object.entries(must[0]!)) {
    if (String(got[output]!.shape) !== String(shape)) return `its ${output} has another shape`;
    for (const n of data.keys()) {
      const known = must.flatMap((one) => (one ? [one[output]!.data[n]!] : [])).find(isKnown);
      const found = got[output]!.data[n]!;
      if (!known || !differ(found, known)) continue;
      const [first, second] = [found, known].map((one) => digitsOf(one, decimals(64)));
      return `${output}[${n}] is ${first}, of the definition ${second}`;
    }
  }
  return undefined;
}

const apart = (found: BigBall, known: BigBall): boolean => isKnown(found) && A.equal(found, known) === false;

/** Where nothing overflows, a variant may also have no value where the definition has one: 0/0, say. */
const apartOrUndefined = (found: BigBall, known: BigBall): boolean => isNan(found.v) || apart(found, known);

const isModerate = ({ inputs }: Case): boolean =>
  Object.values(inputs).every(({ data }) => data.every((x) => Math.abs(x) < 2 ** 20));

/** Shares that add up to one, where they must: rounded ones leave a little for a variant to show. */
const isExact = ({ spec }: Prepared, { inputs }: Case): boolean =>
  Object.entries(inputs).every(([name, { shape, data }]) => {
    if (spec.inputs?.[name] !== 'distribution') return true;
    const lane = shape.at(-1) ?? 1;
    return Array.from({ length: data.length / lane }, (_, n) => n * lane).every((start) => {
      const total = A.sum(Array.from(data.slice(start, start + lane), (x) => A.number(x)));
      return A.equal(total, A.number(1)) === true;
    });
  });

function read(
  prepared: Prepared,
  text: Checked,
  { inputs, cotangents }: Case,
  options: OptionValues,
  of: Of,
): AllValues<BigBall> | undefined {
  if (of === 'outputs') return evaluate(prepared, text, A, inputs, options);
  try {
    const number = (x: number) => A.number(x);
    return gradient(prepared, text, tape, number, inputs, options, cotangents).gradients;
  } catch (thrown) {
    if (thrown instanceof ShapeError) return undefined;
    throw thrown;
  }
}
