import type { Expression, IndexVariable, Parameter, Program } from './syntax.ts';
import { dependents, rebuild, withSize } from './walk.ts';

/** The index and the size of the axis that `lift` adds; no text can spell them. */
const INDEX = '.n';
export const BATCH = '.N';

/**
 * A formula is written for one sample, as the textbook has it. `lift` reads it for a batch: the inputs `over` and
 * everything that depends on them get one more axis in front; the rest (weights, scalars) is shared.
 */
export function lift(program: Program, over: readonly string[]): Program {
  const roots = new Set(over);
  const lifted = new Set([...over, ...dependents(program.definitions, roots)]);
  const index: Expression = { kind: 'name', name: INDEX, at: 0 };
  const size: Expression = { kind: 'name', name: BATCH, at: 0 };

  const parameter = (p: Parameter): Parameter => (lifted.has(p.name) ? { ...p, dims: [size, ...p.dims] } : p);
  const expression = (e: Expression): Expression => {
    const inner = rebuild(e, expression);
    if (inner.kind === 'read' && lifted.has(inner.name))
      return { ...inner, indices: [index, ...inner.indices] };
    if (inner.kind === 'name' && lifted.has(inner.name))
      return { kind: 'read', name: inner.name, indices: [index], at: inner.at };
    const axis = inner.kind === 'name' ? /^(.*)\.(\d+)$/u.exec(inner.name) : null;
    if (inner.kind === 'name' && axis && lifted.has(axis[1]!))
      return { ...inner, name: `${axis[1]}.${Number(axis[2]) + 1}` };
    return inner;
  };
  const first = (at: number): IndexVariable => ({ name: INDEX, size, at });
  return {
    ...program,
    inputs: program.inputs.map(parameter),
    outputs: program.outputs.map(parameter),
    definitions: program.definitions.map((d) => ({
      ...d,
      indices: [
        ...(lifted.has(d.name) ? [first(d.at)] : []),
        ...d.indices.map((v) => withSize(v, expression)),
      ],
      body: expression(d.body),
    })),
  };
}
