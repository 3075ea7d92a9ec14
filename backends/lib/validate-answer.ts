import type { Tensor, Tensors } from './contract.ts';
import { type AnyDtype, dtypeOf } from './dtype-of.ts';
import { ImplementationFailure } from './failure.ts';

/** What a formula's signature says about one output or gradient. */
export interface ExpectedTensor {
  readonly shape: readonly number[];
  readonly dtype: AnyDtype;
}

export type Expected = Readonly<Record<string, ExpectedTensor>>;

const arrayOf: Record<AnyDtype, string> = { f32: 'Float32Array', f64: 'Float64Array', i32: 'Int32Array' };

/**
 * The tensors that `expected` names, taken from an implementation's answer. Further tensors are left out: a
 * misspelt name is a missing one, and a gradient that nobody asked for does no harm.
 * @throws ImplementationFailure of kind 'protocol' when one is missing or has another shape, dtype or length.
 */
export function validateAnswer(
  formula: string,
  role: 'output' | 'gradient',
  answer: unknown,
  expected: Expected,
): Tensors {
  if (typeof answer !== 'object' || answer === null) {
    throw failure(`${formula} returned ${describe(answer)}; it must return an object { ${list(expected)} }.`);
  }
  const tensors = answer as Record<string, unknown>;
  const checked = Object.entries(expected).map(([name, wanted]) => {
    const tensor = Object.hasOwn(tensors, name) ? tensors[name] : undefined;
    if (tensor === undefined) {
      const came = Object.keys(tensors);
      const what = came.length === 0 ? 'it is empty' : `it has ${came.join(', ')}`;
      throw failure(
        `The answer of ${formula} lacks the ${role} "${name}"; ${what}, must have ${list(expected)}.`,
      );
    }
    return [name, validateTensor(`${role} "${name}" of ${formula}`, tensor, wanted)] as const;
  });
  return Object.fromEntries(checked);
}

function validateTensor(what: string, tensor: unknown, { shape, dtype }: ExpectedTensor): Tensor {
  const { shape: gotShape, data } = Object(tensor) as { shape?: unknown; data?: unknown };
  if (!Array.isArray(gotShape) || data === undefined) {
    throw failure(`The ${what} is ${describe(tensor)}; it must be a tensor { shape, data }.`);
  }
  if (gotShape.length !== shape.length || shape.some((extent, axis) => extent !== gotShape[axis])) {
    throw failure(`The ${what} has shape [${gotShape}], must have [${shape}].`);
  }
  if (dtypeOf(data) !== dtype) {
    throw failure(`The data of the ${what} is ${describe(data)}, must be a ${arrayOf[dtype]} (${dtype}).`);
  }
  const length = shape.reduce((product, extent) => product * extent, 1);
  const values = data as Tensor['data'];
  if (values.length !== length) {
    throw failure(`The ${what} has ${values.length} values; its shape [${shape}] needs ${length}.`);
  }
  return tensor as Tensor;
}

function failure(message: string): ImplementationFailure {
  return new ImplementationFailure('protocol', message);
}

function list(expected: Expected): string {
  return Object.keys(expected).join(', ');
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== 'object') return `a ${typeof value}`;
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return kind === 'Object'
    ? `an object with ${Object.keys(value).join(', ') || 'no fields'}`
    : `of type ${kind}`;
}
