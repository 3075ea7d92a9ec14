import { rounded } from '../../reference/arithmetic/rounded.ts';
import { tape } from '../../reference/arithmetic/tape.ts';
import { type AllValues, evaluate } from '../../reference/lib/evaluate.ts';
import { gradient } from '../../reference/lib/gradient.ts';
import type { Reading } from '../../reference/lib/prepare.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Witness } from './diagnose.ts';
import type { EquationSubject } from './equation-subject.ts';

/** The variant computed step by step in the target's own arithmetic. */
export function plainly(
  { prepared, target }: Pick<EquationSubject, 'prepared' | 'target'>,
  { algorithms: [text] }: Pick<Reading, 'algorithms'>,
  { inputs, cotangents }: Pick<Case, 'inputs' | 'cotangents'>,
  options: OptionValues,
  of: Witness['of'],
): AllValues<number> {
  const { arithmetic, recorder } = plainArithmetic(target.dtype);
  if (of === 'outputs') return evaluate(prepared, text!, arithmetic, inputs, options);
  return gradient(prepared, text!, recorder, arithmetic.number, inputs, options, cotangents).gradients;
}

const plainArithmetics = new Map<string, ReturnType<typeof makePlain>>();

function plainArithmetic(dtype: EquationSubject['target']['dtype']) {
  let found = plainArithmetics.get(dtype);
  if (!found) plainArithmetics.set(dtype, (found = makePlain(dtype)));
  return found;
}

function makePlain(dtype: EquationSubject['target']['dtype']) {
  const arithmetic = rounded(dtype);
  return { arithmetic, recorder: tape(arithmetic, { ties: 'first' }) };
}
