import type { Case } from '../../properties/lib/case.ts';
import type { Ball } from '../../reference/arithmetic/ball.ts';
import { rounded } from '../../reference/arithmetic/rounded.ts';
import { tape } from '../../reference/arithmetic/tape.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { gradient } from '../../reference/lib/gradient.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { gradientTolerance, tolerance } from '../../reference/lib/tolerance.ts';
import type { Checked } from '../../spec/lib/check.ts';

export type Of = 'outputs' | 'gradients';

/** What is read in floating-point numbers: bounds, and one plain computation that they must allow. */
export interface Readings {
  balls(prepared: Prepared, text: Checked, dtype: 'f32' | 'f64', value: Case, of: Of): AllValues<Ball>;
  plain(prepared: Prepared, text: Checked, value: Case, of: Of): AllValues<number>;
}

const single = rounded('f32');
const recorder = tape(single, { ties: 'first' });

export const readings: Readings = {
  balls(prepared, text, dtype, { inputs, options, cotangents }, of) {
    const target = { dtype, functionUlp: 2, ftz: false };
    if (of === 'outputs') return tolerance(prepared, [text], target, inputs, options);
    return gradientTolerance(prepared, [text], target, inputs, options, cotangents).gradients;
  },
  plain(prepared, text, { inputs, options, cotangents }, of) {
    if (of === 'outputs') return evaluate(prepared, text, single, inputs, options);
    return gradient(prepared, text, recorder, single.number, inputs, options, cotangents).gradients;
  },
};
