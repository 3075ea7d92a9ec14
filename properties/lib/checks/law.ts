import type { AllValues } from '../../../reference/lib/evaluate.ts';
import { gradientTruth, truth } from '../../../reference/lib/truth.ts';
import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { Case } from '../case.ts';
import { Claim, TurnedClaim } from '../claim.ts';
import type { EquationSubject } from '../equation-subject.ts';
import type { LawContext, StatedLaw, Value } from '../laws.ts';
import { Random } from '../random.ts';
import type { Check, Finding } from './check.ts';
import { claimed } from './claimed.ts';
import { A, gradients, outputs } from './measured.ts';

/** A law of the formula, on what the implementation gives. */
export function law(subject: EquationSubject, label: string, stated: StatedLaw): Check {
  return {
    kind: `law ${label}`,
    title: subject.prepared.spec.laws[label]!,
    cases: casesOf(stated),
    // A statistical law draws thousands of numbers in each case, a simulation runs for many steps.
    share: subject.prepared.spec.sampled || stated.seldom ? 0.02 : 0.3,
    try: (value) => hold(stated, value, answering(subject, value)),
    turned: (value) => hold(stated, value, answering(subject, value), new TurnedClaim(A)),
  };
}

/** The same law on the reference, in high precision: a sentence that is false is found here, whoever implements it. */
export function lawOfReference(subject: EquationSubject, label: string, stated: StatedLaw): Check {
  const { prepared } = subject;
  const always = () => true;
  return {
    ...law(subject, label, stated),
    kind: `law ${label} (reference)`,
    try: (value) =>
      hold(stated, value, {
        run: async (inputs, options = value.options) =>
          truth(prepared, subject.texts, inputs, options, always),
        vjp: async (inputs, cotangents, options = value.options) =>
          gradientTruth(prepared, subject.texts, inputs, options, cotangents, always),
      }),
  };
}

const casesOf = ({ regime }: StatedLaw): Check['cases'] => (regime === 'any' ? {} : { regime });

interface Runner {
  run(inputs: Tensors, options?: Case['options']): Promise<AllValues<Value>>;
  vjp(inputs: Tensors, cotangents: Tensors, options?: Case['options']): Promise<AllValues<Value>>;
}

const answering = (subject: EquationSubject, value: Case): Runner => ({
  run: (inputs, options = value.options) => outputs(subject, { ...value, inputs, options }),
  vjp: (inputs, cotangents, options = value.options) =>
    gradients(subject, { ...value, inputs, options, cotangents }),
});

function hold(
  { law }: StatedLaw,
  value: Case,
  runner: Runner,
  claim: Claim = new Claim(A),
): Promise<Finding> {
  const { inputs, options, seed } = value;
  const context: LawContext = {
    A,
    inputs,
    options,
    random: new Random(seed),
    claim,
    ...runner,
  };
  return claimed(() => law(context));
}
