import type { BigBall } from '../../reference/arithmetic/bigball.ts';
import { radius } from '../../reference/arithmetic/bigball.ts';
import type { AllValues } from '../../reference/lib/evaluate.ts';
import type { Prepared } from '../../reference/lib/prepare.ts';
import { type Enough, gradientTruth, truth } from '../../reference/lib/truth.ts';
import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Witness } from './diagnose.ts';

/** What these equations mean, whoever's they are: to 64 bits, where any precision is enough for that. */
export const exactly = (
  prepared: Prepared,
  texts: readonly Checked[],
  { inputs, cotangents }: Pick<Case, 'inputs' | 'cotangents'>,
  options: OptionValues,
  of: Witness['of'],
): AllValues<BigBall> =>
  of === 'outputs'
    ? truth(prepared, texts, inputs, options, isNarrow)
    : gradientTruth(prepared, texts, inputs, options, cotangents, isNarrow);

const isNarrow: Enough = (value, _, __, A) => radius(value) <= Math.abs(A.toNumber(value)) * 2 ** -64;
