import type { AlgorithmFormula } from '../../spec/lib/algorithm.ts';
import { type Checked, check } from '../../spec/lib/check.ts';
import { canEdit, edit } from '../../spec/lib/edit.ts';
import type { Formula, Over } from '../../spec/lib/formula.ts';
import { inline } from '../../spec/lib/inline.ts';
import { lift } from '../../spec/lib/lift.ts';
import { int, type OptionDeclarations } from '../../spec/lib/options.ts';
import { parse, parseEquations } from '../../spec/lib/parse.ts';
import { SpecError } from '../../spec/lib/source.ts';
import type { Program } from '../../spec/lib/syntax.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { compileSizes, type Sizes } from './compile.ts';

/** One convention of a formula: what it means, and the ways of computing it from which the tolerance is read. */
export interface Reading {
  readonly definition: Checked;
  /** The definition itself where no algorithm is stated. */
  readonly algorithms: readonly Checked[];
}

/** What may be asked of a formula. */
export interface PreparedSignature {
  readonly spec: Pick<Formula, 'name' | 'over' | 'inputs' | 'sizes' | 'requires'> &
    Pick<AlgorithmFormula, 'values'>;
  readonly options: OptionDeclarations;
  /** Inputs, outputs and sizes for whole tensors: elements, lanes or a batch as `over` says. */
  readonly tensors: Checked;
  /** Does a case with these sizes and options meet `spec.requires`? */
  admits(sizes: Sizes, options: OptionValues): boolean;
  /** The same for an implementation's own conditions. */
  meets(requires: readonly string[], sizes: Sizes, options: OptionValues): boolean;
}

/** A formula whose equations have been parsed and checked, for one sample and for whole tensors. */
export interface Prepared extends PreparedSignature {
  readonly spec: Formula;
  /** For whole tensors. */
  readonly truth: Reading;
  /** The definition for one sample, as the page shows it. */
  readonly single: Checked;
  /** A variant of `spec.variants`, read in the place of the definition. Throws for an unknown name. */
  variant(name: string): Reading;
}

const known = new WeakMap<Formula, Prepared>();

/** Throws a SpecError where the equations, or those of a variant that is asked for, are not well formed. */
export function prepare(spec: Formula): Prepared {
  const before = known.get(spec);
  if (before) return before;
  const prepared = new Preparation(spec);
  known.set(spec, prepared);
  return prepared;
}

class Preparation implements Prepared {
  readonly spec: Formula;
  readonly options: OptionDeclarations;
  readonly truth: Reading;
  readonly single: Checked;
  private readonly variants = new Map<string, Reading>();
  private readonly program: Program;
  private readonly requirements = new Map<string, ReturnType<typeof compileSizes>>();

  constructor(spec: Formula) {
    this.spec = spec;
    this.options = { ...spec.options, ...(isLanes(spec.over) && { axis: int(-3, 2, -1) }) };
    const definition = definitionProgram(spec);
    if (definition.name !== spec.name.replaceAll('-', '_'))
      throw new SpecError(
        `Expected the equations of '${spec.name}', found '${definition.name}'`,
        spec.equations,
        0,
      );
    this.single = check(definition, declared(spec));
    this.program = definition;
    const lifted = this.lifted(definition);
    const algorithms = soundTexts(spec).map((changes) => this.lifted(algorithmProgram(spec, changes)));
    this.truth = { definition: lifted, algorithms: algorithms.length > 0 ? algorithms : [lifted] };
  }

  get tensors(): Checked {
    return this.truth.definition;
  }

  admits(sizes: Sizes, options: OptionValues): boolean {
    return this.meets(this.spec.requires ?? [], sizes, options);
  }

  meets(requires: readonly string[], sizes: Sizes, options: OptionValues): boolean {
    const id = requires.join('\n');
    let compute = this.requirements.get(id);
    if (!compute) {
      compute = compileSizes(this.lifted(withRequirements(this.program, requires)));
      this.requirements.set(id, compute);
    }
    const met = compute(sizes, options);
    return requires.every((_, n) => met[`${REQUIREMENT}${n}`] === 1);
  }

  variant(name: string): Reading {
    const before = this.variants.get(name);
    if (before) return before;
    const variant = this.spec.variants[name];
    if (!variant) throw new Error(`'${this.spec.name}' has no variant '${name}'`);
    const { edits, algorithm } = variant;
    const reading = edits === undefined ? this.truth : this.edited(edits, algorithm);
    this.variants.set(name, reading);
    return reading;
  }

  /** The edits on top of every algorithm in which they replace something; else on top of the definition. */
  private edited(changes: string, algorithm = changes): Reading {
    const { spec } = this;
    const base = parse(spec.equations);
    const bases = (spec.algorithms ?? [])
      .map((text) => edit(base, text))
      .filter((program) => canEdit(program, algorithm));
    const algorithms = (bases.length > 0 ? bases : [base]).map((program) =>
      this.lifted(inline(edit(program, bases.length > 0 ? algorithm : changes), callees(spec, 'algorithm'))),
    );
    return { definition: this.editedDefinition(base, changes) ?? algorithms[0]!, algorithms };
  }

  /** The edits on top of the definition, unless they are written in an algorithm's own terms. */
  private editedDefinition(base: Program, changes: string): Checked | undefined {
    if (!canEdit(base, changes)) return undefined;
    try {
      return this.lifted(inline(edit(base, changes), callees(this.spec, 'definition')));
    } catch (thrown) {
      if (thrown instanceof SpecError) return undefined;
      throw thrown;
    }
  }

  private lifted(program: Program): Checked {
    const { over } = this.spec;
    const names = over ? Object.values(over).flat() : [];
    return check(over ? lift(program, names) : program, declared(this.spec));
  }
}

const REQUIREMENT = 'requirement_';

/** The requirements as integer scalars beside the sizes: 1 where they are met. */
function withRequirements(program: Program, requires: readonly string[]): Program {
  const extra = requires.flatMap(
    (text, n) => parseEquations(`${REQUIREMENT}${n} = (${text}) ? 1 : 0`).definitions,
  );
  return { ...program, definitions: [...program.definitions, ...extra] };
}

/** The algorithms, or, where only the formulas that it calls have some, its own text with those. */
function soundTexts({ algorithms, uses = [] }: Formula): readonly string[] {
  return algorithms ?? (uses.some((used) => soundTexts(used).length > 0) ? [''] : []);
}

const isLanes = (over: Over | undefined): boolean => over !== undefined && 'lanes' in over;

const declared = (spec: Formula): OptionDeclarations => spec.options ?? {};

function definitionProgram(spec: Formula): Program {
  return inline(parse(spec.equations), callees(spec, 'definition'));
}

function algorithmProgram(spec: Formula, changes: string): Program {
  return inline(edit(parse(spec.equations), changes), callees(spec, 'algorithm'));
}

function callees(spec: Formula, which: 'definition' | 'algorithm'): Map<string, Program> {
  return new Map(
    (spec.uses ?? []).map((used) => {
      const changes = which === 'algorithm' ? soundTexts(used)[0] : undefined;
      const program = changes === undefined ? definitionProgram(used) : algorithmProgram(used, changes);
      return [program.name, program];
    }),
  );
}
