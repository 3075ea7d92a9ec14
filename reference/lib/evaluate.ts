import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { compile, type Evaluate } from './compile.ts';
import type { Dialect } from './dialect.ts';
import { type Layout, layout } from './layout.ts';
import type { Prepared } from './prepare.ts';

/** Values of an arithmetic, with the shape that an implementation's tensor has. */
export interface Values<T> {
  readonly shape: readonly number[];
  readonly data: readonly T[];
}

export type AllValues<T> = Readonly<Record<string, Values<T>>>;

const compiled = new WeakMap<Checked, WeakMap<object, unknown>>();

/** `compile`, once for each formula and arithmetic. */
export function compiledFor<T>(checked: Checked, arithmetic: Arithmetic<T>, dialect?: Dialect): Evaluate<T> {
  let forFormula = compiled.get(checked);
  if (!forFormula) compiled.set(checked, (forFormula = new WeakMap()));
  const id = dialect ?? arithmetic;
  let evaluate = forFormula.get(id) as Evaluate<T> | undefined;
  if (!evaluate) forFormula.set(id, (evaluate = compile(checked, arithmetic, dialect)));
  return evaluate;
}

/** Reads the formula on tensors in an arithmetic. */
export function evaluate<T>(
  { spec }: Prepared,
  checked: Checked,
  arithmetic: Arithmetic<T>,
  inputs: Tensors,
  options: OptionValues,
  dialect?: Dialect,
): AllValues<T> {
  const plan = layout(spec, checked, inputs, options);
  const leaves = leavesOf(checked, plan, inputs, (x) => arithmetic.number(x));
  const outputs = compiledFor(checked, arithmetic, dialect)(leaves, plan.sizes, options);
  return restored(checked, plan, outputs as Record<string, T[]>);
}

/** The inputs as the equations read them; `leaf` makes a number of the arithmetic of an element. */
export function leavesOf<T>(
  checked: Checked,
  plan: Layout,
  inputs: Tensors,
  leaf: (x: number, input: string) => T,
): Record<string, ArrayLike<T> | ArrayLike<number>> {
  const leaves: Record<string, ArrayLike<T> | ArrayLike<number>> = {};
  for (const { name, within } of checked.inputs) {
    const data = plan.flatten(name, inputs[name]!.data);
    leaves[name] = within ? data : mapped(data, (x) => leaf(x, name));
  }
  return leaves;
}

/** Array.from asks a typed array for an iterator, which takes longer than the numbers do. */
function mapped<T>(data: ArrayLike<number>, f: (x: number) => T): T[] {
  const result = new Array<T>(data.length);
  for (let n = 0; n < data.length; n++) result[n] = f(data[n]!);
  return result;
}

/** What the equations gave, as tensors of the shapes that an implementation must give. */
export function restored<T>(
  checked: Checked,
  plan: Layout,
  outputs: Readonly<Record<string, readonly T[]>>,
): AllValues<T> {
  const values: Record<string, Values<T>> = {};
  for (const { name } of checked.outputs)
    values[name] = { shape: plan.outputShape(name), data: plan.restore(name, outputs[name]!) };
  return values;
}
