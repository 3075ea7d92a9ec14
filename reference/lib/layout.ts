import type { Checked } from '../../spec/lib/check.ts';
import type { Formula } from '../../spec/lib/formula.ts';
import { type Atom, linearIn, type Polynomial } from '../../spec/lib/polynomial.ts';
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
  for (const { name, dims } of checked.inputs) {
    const shape = given[name];
    if (!shape) throw new Error(`The input '${name}' is missing`);
    if (shape.length !== dims.length)
      throw new Error(`Expected '${name}' with ${dims.length} axes, found the shape [${shape}]`);
  }
  const sizes: Record<string, number> = {};
  const known: Record<string, unknown> = { ...options };
  for (const { name, axis, dim, solved } of solution(checked)) {
    const size = given[name]![axis]!;
    if (!solved) {
      const expected = evaluatePolynomial(dim, known);
      if (expected !== size) throw misfit(name, axis, expected, size);
      continue;
    }
    const coefficient = evaluatePolynomial(solved.coefficient, known);
    const value = (size - evaluatePolynomial(solved.rest, known)) / coefficient;
    if (!Number.isInteger(value)) throw misfit(name, axis, `a multiple of ${coefficient}`, size);
    sizes[solved.size] = value;
    known[solved.size] = value;
  }
  return completed(checked, sizes, options);
}

const misfit = (name: string, axis: number, expected: number | string, size: number): Error =>
  new Error(`Expected ${expected} along axis ${axis} of '${name}', found ${size}`);

/** The length of an axis: what it says of a size that is not known before, or what it must agree with. */
interface Equation {
  readonly name: string;
  readonly axis: number;
  readonly dim: Polynomial;
  /** dim = coefficient · size + rest. */
  readonly solved?: { readonly size: string; readonly coefficient: Polynomial; readonly rest: Polynomial };
}

/** The axes in an order in which each has one unknown size at most, and is linear in it. The same for all shapes. */
function solution(checked: Checked): readonly Equation[] {
  const before = solutions.get(checked);
  if (before) return before;
  const known = new Set(checked.program.options.map(({ name }) => name));
  const ordered: Equation[] = [];
  let open = checked.inputs.flatMap(({ name, dims }) => dims.map((dim, axis) => ({ name, dim, axis })));
  for (let progress = true; progress; ) {
    const left = open.filter((equation) => {
      const { atoms } = equation.dim;
      const unknown = [...atoms.keys()].filter((id) => atoms.get(id)!.kind === 'name' && !known.has(id));
      const [size] = unknown;
      const linear = size !== undefined && unknown.length === 1 ? linearIn(equation.dim, size) : undefined;
      if (size !== undefined && !linear) return true;
      ordered.push(linear ? { ...equation, solved: { size: size!, ...linear } } : equation);
      if (linear) known.add(size!);
      return false;
    });
    progress = left.length < open.length;
    open = left;
  }
  if (open.length > 0) throw new Error(`Cannot tell the sizes from the shape of '${open[0]!.name}'`);
  solutions.set(checked, ordered);
  return ordered;
}

const solutions = new WeakMap<Checked, readonly Equation[]>();

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
  const known = { ...options, ...sizes };
  return dims.map((dim) => evaluatePolynomial(dim, known));
}

export function evaluatePolynomial(p: Polynomial, env: Readonly<Record<string, unknown>>): number {
  let sum = 0;
  for (const { atoms, coefficient } of p.terms.values()) {
    let product = coefficient;
    for (const id of atoms) product *= evaluateAtom(p.atoms.get(id)!, env);
    sum += product;
  }
  return sum;
}

function evaluateAtom(atom: Atom, env: Readonly<Record<string, unknown>>): number {
  if (atom.kind === 'name') return env[atom.name] as number;
  const a = evaluatePolynomial(atom.a, env);
  const b = evaluatePolynomial(atom.b, env);
  return atom.kind === 'div' ? Math.floor(a / b) : a - b * Math.floor(a / b);
}
