import type { OptionDeclarations } from './options.ts';
import { order, type Step } from './order.ts';
import type { Polynomial } from './polynomial.ts';
import { Ranges } from './ranges.ts';
import { checkReads } from './reads.ts';
import { Scope, type Type } from './scope.ts';
import { SpecError } from './source.ts';
import type { Definition, Expression, IndexVariable, LocalFunction, Program } from './syntax.ts';

export interface Axis {
  readonly name: string;
  readonly dims: readonly Polynomial[];
}

/** A formula in which every name is known, every index has its range and every read stays inside its array. */
export interface Checked {
  readonly program: Program;
  readonly options: OptionDeclarations;
  readonly inputs: readonly (Axis & { readonly within?: Polynomial })[];
  readonly outputs: readonly (Axis & { readonly type: 'int' | 'real' })[];
  /** Sizes bound by the inputs' shapes. */
  readonly sizes: readonly string[];
  /** Sizes computed from the others, in order. */
  readonly computed: readonly Definition[];
  readonly functions: readonly LocalFunction[];
  readonly steps: readonly Step[];
  sizeOf(variable: IndexVariable): Polynomial;
  shapeOf(array: string): readonly Polynomial[];
  typeOf(e: Expression, indices: ReadonlySet<string>): Type;
  /** An integer scalar of the equations that is a polynomial in sizes and options: an output size, say. */
  sizeNamed(name: string): Polynomial | undefined;
}

/** Checks a program without calls (see inline.ts) before anything runs. Throws a SpecError. */
export function check(program: Program, options: OptionDeclarations): Checked {
  const scope = new Scope(program, options);
  const ranges = new Ranges(scope);
  checkReads(scope, ranges);
  const typeOf = (e: Expression, indices: ReadonlySet<string>) => scope.typeOf(e, indices, program.source);
  return {
    program,
    options,
    inputs: program.inputs.map(({ name, within, at }) => ({
      name,
      dims: ranges.shape(name),
      ...(within && { within: ranges.polynomial(within) ?? noSize(program, at) }),
    })),
    outputs: program.outputs.map(({ name }) => {
      const d = scope.definition(name)!;
      const type = typeOf(d.body, new Set(d.indices.map((v) => v.name)));
      return { name, dims: ranges.shape(name), type: type === 'int' ? 'int' : 'real' };
    }),
    sizes: [...scope.sizes],
    computed: ranges.computed,
    functions: program.functions,
    steps: order(
      program.definitions.filter((d) => !ranges.computed.includes(d)),
      ranges,
    ),
    sizeOf: (v) => ranges.sizeOf(v),
    shapeOf: (array) => ranges.shape(array),
    typeOf,
    sizeNamed: (name) => ranges.sizeNamed(name),
  };
}

function noSize(program: Program, at: number): never {
  throw new SpecError('Expected a size after `in`', program.source, at);
}
