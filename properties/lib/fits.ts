import type { Dtype } from '../../backends/lib/contract.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { formats } from '../../reference/arithmetic/dtype.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import { ShapeError } from '../../reference/lib/gradient.ts';
import type { Reading } from '../../reference/lib/prepare.ts';
import { gradientTolerance, tolerance } from '../../reference/lib/tolerance.ts';
import { level } from '../../reference/lib/truth.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Witness } from './diagnose.ts';
import type { EquationSubject } from './equation-subject.ts';
import { exactly } from './exactly.ts';
import { plainly } from './plainly.ts';

/** The sum of the relative widths of the reading's balls, where the answer lies inside; undefined where it does not. */
export function fits(
  subject: EquationSubject,
  reading: Pick<Reading, 'algorithms'>,
  options: OptionValues,
  { value, of, answer }: Witness,
): number | undefined {
  const allowed = allowedBy(subject, reading, value, options, of);
  if (!allowed) return undefined;
  let plain: AllValues<number> | undefined;
  let exact: AllValues<BigBall> | undefined;
  let room = 0;
  for (const [output, { data }] of Object.entries(allowed)) {
    const got = answer[output]?.data;
    if (!got || got.length !== data.length) return undefined;
    for (const [n, { v, e }] of data.entries()) {
      if (got[n] === v || (Math.abs(got[n]! - v) <= 2 * e && e < Infinity)) {
        room += e / (Math.abs(v) + e || 1);
        continue;
      }
      // What is fitted itself overflows or cancels here: then it must break in the same way, or be computed soundly.
      if (e < Infinity) return undefined;
      plain ??= plainly(subject, reading, value, options, of);
      if (!alike(got[n]!, plain[output]!.data[n]!, subject.target.dtype)) {
        exact ??= exactly(subject.prepared, reading.algorithms, value, options, of);
        if (!alike(got[n]!, A.toNumber(exact[output]!.data[n]!), subject.target.dtype)) return undefined;
      }
      room += 1;
    }
  }
  return room;
}

/** Undefined where its outputs have another shape. */
function allowedBy(
  { prepared, target }: EquationSubject,
  { algorithms }: Pick<Reading, 'algorithms'>,
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

const A = level(128).ball;

/** Nothing but itself is like an infinity. */
const alike = (a: number, b: number, dtype: Dtype): boolean =>
  Object.is(a, b) || a === b || (Number.isFinite(a) && Number.isFinite(b) && isNear(a, b, dtype));

const isNear = (a: number, b: number, dtype: Dtype): boolean =>
  Math.abs(a - b) <= 2 ** -6 * Math.max(Math.abs(a), Math.abs(b)) + formats[dtype].smallestSubnormal;
