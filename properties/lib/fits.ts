import type { Ball } from '../../reference/arithmetic/ball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { ShapeError } from '../../reference/lib/gradient.ts';
import type { Reading } from '../../reference/lib/prepare.ts';
import { gradientTolerance, tolerance } from '../../reference/lib/tolerance.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Witness } from './diagnose.ts';
import type { EquationSubject } from './equation-subject.ts';
import { plainly } from './plainly.ts';

/** The sum of the relative widths of the variant's balls, where the answer lies inside; undefined where it does not. */
export function fits(
  subject: EquationSubject,
  name: string,
  { value, of, answer }: Witness,
): number | undefined {
  const reading = subject.prepared.variant(name);
  const options = { ...value.options, ...subject.prepared.spec.variants[name]!.force };
  const allowed = allowedBy(subject, reading, value, options, of);
  if (!allowed) return undefined;
  let plain: AllValues<number> | undefined;
  let room = 0;
  for (const [output, { data }] of Object.entries(allowed)) {
    const got = answer[output]?.data;
    if (!got || got.length !== data.length) return undefined;
    for (const [n, { v, e }] of data.entries()) {
      if (got[n] === v || (Math.abs(got[n]! - v) <= 2 * e && e < Infinity)) {
        room += e / (Math.abs(v) + e || 1);
        continue;
      }
      // The variant itself overflows or cancels here: then it must break in the same way.
      if (e < Infinity) return undefined;
      plain ??= plainly(subject, reading, value, options, of);
      if (!alike(got[n]!, plain[output]!.data[n]!)) return undefined;
      room += 1;
    }
  }
  return room;
}

/** Undefined where the variant's outputs have another shape. */
function allowedBy(
  { prepared, target }: EquationSubject,
  { algorithms }: Reading,
  { inputs, cotangents }: Case,
  options: OptionValues,
  of: Witness['of'],
): AllValues<Ball> | undefined {
  if (of === 'outputs') return tolerance(prepared, algorithms, target, inputs, options);
  try {
    return gradientTolerance(prepared, algorithms, target, inputs, options, cotangents).gradients;
  } catch (thrown) {
    if (thrown instanceof ShapeError) return undefined;
    throw thrown;
  }
}

const alike = (a: number, b: number): boolean =>
  Object.is(a, b) || a === b || Math.abs(a - b) <= 2 ** -6 * Math.max(Math.abs(a), Math.abs(b));
