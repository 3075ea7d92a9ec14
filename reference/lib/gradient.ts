import type { Checked } from '../../spec/lib/check.ts';
import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import type { Node, Seed, TapeArithmetic } from '../arithmetic/tape.ts';
import { type AllValues, compiledFor, leavesOf, type Values } from './evaluate.ts';
import { layout } from './layout.ts';
import type { Prepared } from './prepare.ts';

/** The inputs that a gradient is taken with respect to: real, and not declared constant. */
export function differentiable({ spec, truth }: Prepared): string[] {
  const constants = new Set(spec.constants);
  return truth.definition.inputs
    .filter(({ name, within }) => !within && !constants.has(name))
    .map(({ name }) => name);
}

/** A cotangent that does not fit its output: some variants give outputs of other shapes. */
export class ShapeError extends Error {
  constructor(output: string, expected: readonly number[], found: readonly number[]) {
    super(`Expected a cotangent of '${output}' with shape [${expected}], found [${found}]`);
  }
}

export interface Gradient<T> {
  /** Σ ⟨cotangent, output⟩ differentiated by each differentiable input; shaped as that input. */
  readonly gradients: AllValues<T>;
  /** A tie or an undecided choice was met: the derivative jumps there. */
  readonly kinked: boolean;
}

/** The vector-Jacobian product in the arithmetic under the tape. Cotangents that are left out are zero. */
export function gradient<T>(
  prepared: Prepared,
  checked: Checked,
  tape: TapeArithmetic<T>,
  number: (x: number) => T,
  inputs: Tensors,
  options: OptionValues,
  cotangents: Tensors,
): Gradient<T> {
  tape.reset();
  const wanted = new Set(differentiable(prepared));
  const plan = layout(prepared.spec, checked, inputs, options);
  const leaves = leavesOf<Node<T>>(checked, plan, inputs, (x, input) =>
    wanted.has(input) ? tape.input(number(x)) : tape.constant(number(x)),
  );
  const outputs = compiledFor(checked, tape)(leaves, plan.sizes, options) as Record<string, Node<T>[]>;
  const seeds: Seed<T>[] = [];
  for (const [name, { shape, data }] of Object.entries(cotangents)) {
    const nodes = outputs[name]!;
    if (nodes.length !== data.length) throw new ShapeError(name, plan.outputShape(name), shape);
    const flat = plan.flatten(name, data);
    for (let n = 0; n < nodes.length; n++) seeds.push({ node: nodes[n]!, cotangent: number(flat[n]!) });
  }
  const nodes: Node<T>[] = [];
  for (const name of wanted) for (const node of leaves[name] as Node<T>[]) nodes.push(node);
  const flat = tape.gradient(seeds, nodes);
  const gradients: Record<string, Values<T>> = {};
  let start = 0;
  for (const name of wanted) {
    const { shape } = inputs[name]!;
    const end = start + leaves[name]!.length;
    gradients[name] = { shape, data: plan.restore(name, flat.slice(start, end)) };
    start = end;
  }
  return { gradients, kinked: tape.kinks > 0 };
}
