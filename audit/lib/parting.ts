import type { Case } from '../../properties/lib/case.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { isInfinite, isNan } from '../../reference/arithmetic/bigfloat/number.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { gradient, ShapeError } from '../../reference/lib/gradient.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { level } from '../../reference/lib/truth.ts';
import { decimals } from '../../reference/second-route/decimals.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { digitsOf, isKnown } from './enclosure.ts';
import type { Of } from './readings.ts';

const { ball: A, tape } = level(256);

/** Where a variant is another function than the definition. */
export interface Parting {
  readonly says: string;
  /** One of the two gradients jumps there. */
  readonly kinked: boolean;
}

/** Do these numbers differ? */
export type Differ = (found: BigBall, known: BigBall) => boolean;

export const apart: Differ = (found, known) => isKnown(found) && A.equal(found, known) === false;

/** Both of them numbers: what overflows or divides by zero is left out. */
export const apartAndFinite: Differ = (found, known) => !isInfinite(found.v) && apart(found, known);

/** Where nothing overflows, a variant may also have no value where the definition has one: 0/0, say. */
export const apartOrUndefined: Differ = (found, known) => isNan(found.v) || apart(found, known);

/** How a variant parts from the definition in a case, beyond all doubt. */
export function partingOf(
  prepared: Prepared,
  name: string,
  value: Case,
  of: Of,
  differ: Differ,
): Parting | undefined {
  const { definition, algorithms } = prepared.truth;
  const { force } = prepared.spec.variants[name]!;
  const texts = [...new Set([definition, ...algorithms])];
  // Where the definition overflows, an algorithm of it does not.
  const must = texts.map((text) => read(prepared, text, value, value.options, of)!);
  const got = read(prepared, prepared.variant(name).definition, value, { ...value.options, ...force }, of);
  if (got === undefined) return { says: 'its outputs have another shape', kinked: false };
  const kinked = [got, ...must].some((one) => one.kinked);
  for (const [output, { shape, data }] of Object.entries(must[0]!.values)) {
    if (String(got.values[output]!.shape) !== String(shape))
      return { says: `its ${output} has another shape`, kinked };
    for (const n of data.keys()) {
      const known = must.map(({ values }) => values[output]!.data[n]!).find(isKnown);
      const found = got.values[output]!.data[n]!;
      if (!known || !differ(found, known)) continue;
      const [first, second] = [found, known].map((one) => digitsOf(one, decimals(64)));
      return { says: `${output}[${n}] is ${first}, of the definition ${second}`, kinked };
    }
  }
  return undefined;
}

/** Undefined where the cotangents do not fit the text's outputs. */
function read(
  prepared: Prepared,
  text: Checked,
  { inputs, cotangents }: Case,
  options: OptionValues,
  of: Of,
): { values: AllValues<BigBall>; kinked: boolean } | undefined {
  if (of === 'outputs') return { values: evaluate(prepared, text, A, inputs, options), kinked: false };
  try {
    const number = (x: number) => A.number(x);
    const found = gradient(prepared, text, tape, number, inputs, options, cotangents);
    return { values: found.gradients, kinked: found.kinked };
  } catch (thrown) {
    if (thrown instanceof ShapeError) return undefined;
    throw thrown;
  }
}
