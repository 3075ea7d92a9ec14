import type { Checked } from '../../spec/lib/check.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import { BATCH } from '../../spec/lib/lift.ts';
import { constantValue, linearIn, type Polynomial } from '../../spec/lib/polynomial.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { compileSizes, type Sizes } from './compile.ts';

/** How tensors of any shape become the flat arrays that lifted equations read, and back. */
export interface Layout {
  readonly sizes: Sizes;
  /** The shape of an output, as an implementation must give it. */
  outputShape(name: string): readonly number[];
  /** Elements in the order of the equations; `name` is an input or an output. */
  flatten(name: string, data: ArrayLike<number>): ArrayLike<number>;
  /** Values in the order of the equations, back in the order of the tensor. */
  restore<T>(name: string, values: readonly T[]): readonly T[];
}

/** Binds the sizes from the inputs' shapes. Throws an Error that names the input whose shape does not fit. */
export function layout(
  { over }: Pick<Formula, 'over'>,
  checked: Checked,
  inputs: Tensors,
  options: OptionValues,
): Layout {
  if (over && 'lanes' in over) return lanes(over.lanes, checked, inputs, options);
  const given = shapes(inputs);
  const elements = over && 'elements' in over ? over.elements : [];
  const shape = inputs[elements[0] ?? '']?.shape ?? [];
  for (const name of elements) {
    if (String(given[name]) !== String(shape))
      throw new Error(`Expected '${name}' with shape [${shape}], found [${given[name]}]`);
    given[name] = [count(shape)];
  }
  const sizes = bind(checked, given, options);
  return {
    sizes,
    outputShape: (name) => (elements.length > 0 ? shape : outputShape(checked, name, sizes, options)),
    flatten: (_, data) => data,
    restore: (_, values) => values,
  };
}

function lanes(names: readonly string[], checked: Checked, inputs: Tensors, options: OptionValues): Layout {
  const shape = inputs[names[0]!]?.shape ?? [];
  const axis = resolveAxis(options.axis as number, shape);
  const length = shape[axis]!;
  const inner = count(shape.slice(axis + 1));
  const total = count(shape);
  const given = shapes(inputs);
  for (const name of names) given[name] = [total / length, length];
  const sizes = bind(checked, given, options);
  const laned = new Set([...names, ...checked.outputs.map(({ name }) => name)]);
  /** Where element n of the equations' order stands in the tensor: element k of lane l. */
  const place = (n: number) => {
    const lane = Math.floor(n / length);
    return (Math.floor(lane / inner) * length + (n % length)) * inner + (lane % inner);
  };
  const straight = inner === 1;
  return {
    sizes,
    outputShape: () => shape,
    flatten(name, data) {
      if (straight || !laned.has(name)) return data;
      return Array.from({ length: total }, (_, n) => data[place(n)]!);
    },
    restore(name, values) {
      if (straight || !laned.has(name)) return values;
      const restored = [...values];
      for (let n = 0; n < total; n++) restored[place(n)] = values[n]!;
      return restored;
    },
  };
}

export function resolveAxis(axis: number, shape: readonly number[]): number {
  const resolved = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(resolved) || resolved < 0 || resolved >= shape.length)
    throw new Error(`Expected an axis of a tensor with ${shape.length} axes, found ${axis}`);
  return resolved;
}

export const count = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

const shapes = (inputs: Tensors): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));

/** Solves the symbolic shapes for the sizes; then what is computed from them. */
function bind(checked: Checked, given: Record<string, readonly number[]>, options: OptionValues): Sizes {
  const sizes: Record<string, number> = {};
  const open = checked.inputs.flatMap(({ name, dims }) => {
    const shape = given[name];
    if (!shape) throw new Error(`The input '${name}' is missing`);
    if (shape.length !== dims.length)
      throw new Error(`Expected '${name}' with ${dims.length} axes, found the shape [${shape}]`);
    return dims.map((dim, axis) => ({ name, dim, axis, size: shape[axis]! }));
  });
  for (let before = -1; before !== open.length; ) {
    before = open.length;
    for (const equation of open.splice(0)) if (!solve(equation, sizes, options)) open.push(equation);
  }
  if (open.length > 0) throw new Error(`Cannot tell the sizes from the shape of '${open[0]!.name}'`);
  return completed(checked, sizes, options);
}

interface Equation {
  readonly name: string;
  readonly dim: Polynomial;
  readonly axis: number;
  readonly size: number;
}

/** One unknown, linear: found. No unknown: compared. More: not yet. */
function solve(
  { name, dim, axis, size }: Equation,
  sizes: Record<string, number>,
  options: OptionValues,
): boolean {
  const env = { ...options, ...sizes };
  const unknown = [...dim.atoms.keys()].filter((id) => dim.atoms.get(id)!.kind === 'name' && !(id in env));
  if (unknown.length > 1) return false;
  const fail = (expected: number | string): never => {
    throw new Error(`Expected ${expected} along axis ${axis} of '${name}', found ${size}`);
  };
  if (unknown.length === 0) {
    const expected = evaluatePolynomial(dim, env);
    return expected === size || fail(expected);
  }
  const linear = linearIn(dim, unknown[0]!);
  if (!linear) return false;
  const coefficient = evaluatePolynomial(linear.coefficient, env);
  const value = (size - evaluatePolynomial(linear.rest, env)) / coefficient;
  sizes[unknown[0]!] = Number.isInteger(value) ? value : fail(`a multiple of ${coefficient}`);
  return true;
}

/** With the sizes that the formula computes from others. */
export function completed(checked: Checked, sizes: Sizes, options: OptionValues): Sizes {
  let compute = computers.get(checked);
  if (!compute) computers.set(checked, (compute = compileSizes(checked)));
  return compute(sizes, options);
}

const computers = new WeakMap<Checked, ReturnType<typeof compileSizes>>();

/** The shape that an output has for these sizes. */
export function outputShape(checked: Checked, name: string, sizes: Sizes, options: OptionValues): number[] {
  const { dims } = checked.outputs.find((output) => output.name === name)!;
  return dims.map((dim) => evaluatePolynomial(dim, { ...options, ...sizes }));
}

export function evaluatePolynomial(p: Polynomial, env: Readonly<Record<string, unknown>>): number {
  const constant = constantValue(p);
  if (constant !== undefined) return constant;
  const atom = (id: string): number => {
    const value = p.atoms.get(id)!;
    if (value.kind === 'name') return env[id === BATCH ? BATCH : value.name] as number;
    const [a, b] = [evaluatePolynomial(value.a, env), evaluatePolynomial(value.b, env)];
    return value.kind === 'div' ? Math.floor(a / b) : a - b * Math.floor(a / b);
  };
  let sum = 0;
  for (const { atoms, coefficient } of p.terms.values())
    sum += atoms.reduce((product, id) => product * atom(id), coefficient);
  return sum;
}
