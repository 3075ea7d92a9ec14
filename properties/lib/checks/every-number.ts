import { layout } from '../../../reference/lib/layout.ts';
import type { Domain } from '../../../spec/lib/formula.ts';
import type { OptionValues } from '../../../spec/lib/tensor.ts';
import { type Case, real } from '../case.ts';
import { lazily } from '../enough.ts';
import type { EquationSubject } from '../equation-subject.ts';
import { type Countable, numbersFrom, WIDTHS } from '../every-number.ts';
import { type Fault, judge } from '../judge.ts';
import type { Check, Finding } from './check.ts';

/** So many at a time. */
const CHUNK = 2 ** 10;

/** Is it a function of one number, applied to each element of a tensor? */
export function isScalar({ prepared: { spec, tensors } }: EquationSubject): boolean {
  const { over } = spec;
  const [x] = tensors.inputs;
  return (
    !spec.sampled &&
    tensors.inputs.length === 1 &&
    over !== undefined &&
    'elements' in over &&
    over.elements.includes(x!.name) &&
    x!.within === undefined
  );
}

const inDomain: Readonly<Record<Domain, (x: number) => boolean>> = {
  real: () => true,
  positive: (x) => x > 0,
  'non-negative': (x) => x >= 0,
  distribution: () => false,
  mask: () => false,
};

/** These numbers, those in the domain, as one tensor; the options as they are unless set. */
export function caseOf(subject: EquationSubject, numbers: readonly number[], regime: string): Case {
  const { prepared, target } = subject;
  const { spec, tensors } = prepared;
  const { name } = tensors.inputs[0]!;
  const wanted = numbers.filter(inDomain[spec.inputs?.[name] ?? 'real']);
  const { dtype } = target;
  const options: OptionValues = Object.fromEntries(
    Object.entries(prepared.options).map(([option, { default: standard }]) => [option, standard]),
  );
  const inputs = { [name]: real(dtype, [wanted.length], wanted) };
  const plan = layout(spec, tensors, inputs, options);
  const cotangents = Object.fromEntries(
    tensors.outputs.map((output) => {
      const shape = plan.outputShape(output.name);
      return [output.name, real(dtype, shape, new Array<number>(wanted.length).fill(1))];
    }),
  );
  return { dtype, regime, options, inputs, cotangents, seed: 0 };
}

/** The outputs and the slopes at every number of a small type. */
export function everyNumber(subject: EquationSubject, type: Exclude<Countable, 'f32'>): Check {
  const chunks = 2 ** WIDTHS[type] / CHUNK;
  const cases = lazily(() =>
    Array.from({ length: chunks }, (_, n) =>
      caseOf(subject, numbersFrom(type, n * CHUNK, (n + 1) * CHUNK), type),
    ).filter(({ inputs }) => Object.values(inputs).every(({ data }) => data.length > 0)),
  );
  return {
    kind: `every-${type}`,
    title: `the outputs and the slopes are those of the formula at every number of ${type}`,
    get cases() {
      return cases();
    },
    try: (value) => tryNumbers(subject, value),
    narrowed: (value, { index }) => narrowed(subject, value, index),
  };
}

/** Outputs first; slopes where there are any. */
export async function tryNumbers(subject: EquationSubject, value: Case): Promise<Finding> {
  const outputs = judge(subject.oracle(value), await subject.forward(value));
  if (
    outputs.verdict !== 'conforming' ||
    subject.entry.vjp === undefined ||
    subject.differentiable.length === 0
  )
    return { ...outputs, of: 'outputs' };
  const slopes = judge(subject.gradientOracle(value), await subject.vjp(value));
  return slopes.verdict === 'conforming' ? { ...outputs, of: 'outputs' } : { ...slopes, of: 'gradients' };
}

/** The one number that the fault is at. */
export function narrowed(subject: EquationSubject, value: Case, index: Fault['index']): Case {
  const { data } = Object.values(value.inputs)[0]!;
  return caseOf(subject, [data[index]!], value.regime);
}
