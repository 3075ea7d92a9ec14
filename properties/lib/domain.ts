import { evaluatePolynomial, layout } from '../../reference/lib/layout.ts';
import type { PreparedSignature } from '../../reference/lib/prepare.ts';
import type { Domain } from '../../spec/lib/formula.ts';
import type { Tensor } from '../../spec/lib/tensor.ts';
import type { Case } from './case.ts';
import type { Limits } from './geometry.ts';

/** May this case be put to an implementation? Shapes fit, requirements are met, every number is in its input's domain. */
export function isAdmissible(
  prepared: PreparedSignature,
  { inputs, options }: Case,
  { requires = [] }: Limits,
): boolean {
  const sizes = boundSizes(prepared, inputs, options);
  if (!sizes || !prepared.admits(sizes, options) || !prepared.meets(requires, sizes, options)) return false;
  return prepared.tensors.inputs.every(({ name, within }) => {
    const tensor = inputs[name]!;
    if (within) {
      const most = evaluatePolynomial(within, { ...options, ...sizes }) - 1;
      const [from, to] = prepared.spec.values?.[name] ?? [0, most];
      if (!tensor.data.every((x) => x >= from && x <= Math.min(to, most))) return false;
    }
    return isIn(prepared.spec.inputs?.[name] ?? 'real', tensor);
  });
}

function boundSizes({ spec, tensors }: PreparedSignature, inputs: Case['inputs'], options: Case['options']) {
  try {
    return layout(spec, tensors, inputs, options).sizes;
  } catch {
    return undefined;
  }
}

function isIn(domain: Domain, { shape, data }: Tensor): boolean {
  const lane = shape.at(-1) ?? 1;
  const lanes = Array.from({ length: data.length / lane }, (_, n) => [
    ...data.slice(n * lane, (n + 1) * lane),
  ]);
  switch (domain) {
    case 'real':
      return true;
    case 'positive':
      return data.every((x) => x >= 2 ** -10);
    case 'non-negative':
      return data.every((x) => x >= 0);
    case 'distribution':
      return lanes.every(
        (p) => p.every((x) => x >= 0) && Math.abs(p.reduce((sum, x) => sum + x, 0) - 1) < 2 ** -10,
      );
    case 'mask':
      return lanes.every((mask) => mask.includes(1));
  }
}
