import type { AllValues } from '../../../reference/lib/evaluate.ts';
import { affineInputs } from '../../../reference/lib/linearity.ts';
import type { Tensors } from '../../../spec/lib/tensor.ts';
import type { EquationSubject } from '../equation-subject.ts';
import type { Value } from '../laws.ts';
import { Random } from '../random.ts';
import { map } from '../tensors.ts';
import { type Check, CONFORMS } from './check.ts';
import { A, gradients, inner, outputs } from './measured.ts';

/** ⟨f(v) − f(0), w⟩ = ⟨v, Jᵀw⟩ for every input in which the formula is affine: exact, without a step size. */
export function adjoint(subject: EquationSubject): Check | undefined {
  const names = affineInputs(subject.reading.definition).filter((name) =>
    subject.differentiable.includes(name),
  );
  if (names.length === 0) return undefined;
  return {
    kind: 'adjoint',
    title: `the gradient is the transpose of the map (${names.join(', ')})`,
    cases: { regime: 'eighths', scale: Math.max(1, Math.round(8 / subject.prepared.tensors.sizes.length)) },
    share: 0.3,
    async try(value) {
      const name = new Random(value.seed).pick(names);
      const zero = { ...value, inputs: { ...value.inputs, [name]: map(value.inputs[name]!, () => 0) } };
      const change = difference(await outputs(subject, value), await outputs(subject, zero));
      const forward = inner(change, value.cotangents);
      const direction: Tensors = { [name]: value.inputs[name]! };
      const backward = inner(await gradients(subject, value), direction);
      if (A.equal(forward, backward) !== false) return CONFORMS;
      return {
        verdict: 'wrong',
        says: `⟨J v, w⟩ is ${A.toNumber(forward)} but ⟨v, Jᵀ w⟩ is ${A.toNumber(backward)} for v = ${name}`,
      };
    },
  };
}

function difference(a: AllValues<Value>, b: AllValues<Value>): AllValues<Value> {
  return Object.fromEntries(
    Object.entries(a).map(([name, { shape, data }]) => [
      name,
      { shape, data: data.map((x, n) => A.sub(x, b[name]!.data[n]!)) },
    ]),
  );
}
