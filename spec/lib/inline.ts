import { didYouMean, SpecError } from './source.ts';
import type { Apply, Definition, Expression, IndexVariable, LocalFunction, Program, Read } from './syntax.ts';
import { FUNCTIONS } from './syntax.ts';
import { dependents, freeNames, rebuild, substitute, visit, withSize } from './walk.ts';

/**
 * Replaces every call of another formula by that formula's equations: `p[i,j] = softmax(s[i,:])[j]` becomes the
 * equations of softmax with the index i in front of each. `uses` are the formulas that may be called, by the name in
 * their text, themselves already without calls. Throws a SpecError.
 */
export function inline(program: Program, uses: ReadonlyMap<string, Program>): Program {
  const definitions: Definition[] = [];
  const functions: LocalFunction[] = [...program.functions];
  let calls = 0;

  for (const definition of program.definitions) {
    const expand = (e: Expression, bound: readonly IndexVariable[]): Expression => {
      if (e.kind === 'reduce') return rebuild(e, (part) => expand(part, [...bound, ...e.variables]));
      const inner = rebuild(e, (part) => expand(part, bound));
      if (inner.kind !== 'apply') return inner;
      const callee = uses.get(inner.name);
      if (!callee) return plainFunction(inner, program, uses, definition);
      const called = new Call(inner, callee, `${inner.name}${++calls}`, bound, definition);
      definitions.push(...called.definitions());
      functions.push(...called.functions());
      return called.result();
    };
    const body = expand(definition.body, definition.indices);
    definitions.push({ ...definition, body });
  }
  return { ...program, definitions, functions };
}

function plainFunction(
  e: Apply,
  program: Program,
  uses: ReadonlyMap<string, Program>,
  { source }: Definition,
): Expression {
  if (e.options.length > 0 || e.output !== undefined || e.indices) {
    const hint = didYouMean(e.name, uses.keys());
    throw new SpecError(
      `Cannot call '${e.name}': it is not among the formulas in 'uses'${hint}`,
      source,
      e.at,
    );
  }
  const known = [...Object.keys(FUNCTIONS), ...program.functions.map(({ name }) => name), ...uses.keys()];
  if (!known.includes(e.name))
    throw new SpecError(`Unknown function '${e.name}'${didYouMean(e.name, known)}`, source, e.at);
  return e;
}

/** One call, and the equations that stand for it. */
class Call {
  private readonly e: Apply;
  private readonly callee: Program;
  private readonly prefix: string;
  private readonly site: Definition;
  /** Indices of the call's surroundings that its arguments use: each of the callee's arrays gets them in front. */
  private readonly outer: readonly IndexVariable[];
  private readonly sizes = new Map<string, Expression>();
  private readonly args: Map<string, Read>;
  private readonly extra: Definition[] = [];
  /** The callee's definitions that its arguments reach: these differ with the outer indices, the others do not. */
  private readonly varying: ReadonlySet<string>;

  constructor(e: Apply, callee: Program, prefix: string, bound: readonly IndexVariable[], site: Definition) {
    this.e = e;
    this.callee = callee;
    this.prefix = prefix;
    this.site = site;
    const used = new Set(e.args.flatMap((arg) => [...freeNames(arg)]));
    this.outer = bound.filter(({ name }) => used.has(name));
    this.varying = dependents(callee.definitions, new Set(callee.inputs.map(({ name }) => name)));
    this.args = this.bindArguments();
    this.bindOptions();
  }

  definitions(): Definition[] {
    const own = this.callee.definitions.map((d) => ({
      ...d,
      name: this.own(d.name),
      indices: [
        ...(this.varying.has(d.name) ? this.outer : []),
        ...d.indices.map((v) => withSize({ ...v, name: this.own(v.name) }, (size) => this.translate(size))),
      ],
      body: this.translate(d.body),
    }));
    return [...this.extra, ...own];
  }

  functions(): LocalFunction[] {
    return this.callee.functions.map((f) => ({
      ...f,
      name: this.own(f.name),
      body: this.translate(substitute(f.body, new Map()), new Set(f.parameters)),
    }));
  }

  /** What stands where the call stood. */
  result(): Expression {
    const { e, callee } = this;
    const output = e.output ?? callee.outputs[0]!.name;
    const found = callee.outputs.find(({ name }) => name === output);
    if (!found) {
      const hint = didYouMean(
        output,
        callee.outputs.map(({ name }) => name),
      );
      return this.fail(`'${e.name}' has no output '${output}'${hint}`);
    }
    const indices = e.indices ?? [];
    if (indices.length !== found.dims.length)
      this.fail(`${e.name}.${output} has ${found.dims.length} indices, read with ${indices.length}`);
    return this.read(output, indices);
  }

  private bindArguments(): Map<string, Read> {
    const { e, callee } = this;
    if (e.args.length !== callee.inputs.length) {
      const names = callee.inputs.map(({ name }) => name).join(', ');
      this.fail(`'${e.name}' takes ${callee.inputs.length} arguments (${names}), found ${e.args.length}`);
    }
    return new Map(
      callee.inputs.map(({ name, dims }, n) => [name, this.bindArgument(name, dims, e.args[n]!)]),
    );
  }

  private bindArgument(name: string, dims: readonly Expression[], arg: Expression): Read {
    const slices = arg.kind === 'read' ? arg.indices.filter(({ kind }) => kind === 'slice').length : 0;
    if (arg.kind === 'name' && dims.length > 0)
      return {
        kind: 'read',
        name: arg.name,
        indices: dims.map(() => ({ kind: 'slice', at: arg.at })),
        at: arg.at,
      };
    if (slices !== dims.length)
      this.fail(
        `The argument '${name}' of '${this.e.name}' has ${dims.length} axes, found ${slices} (write ':' for a whole axis)`,
      );
    if (arg.kind === 'read' && slices > 0) return arg;
    const scalar = this.own(`_${name}`);
    this.extra.push({ ...this.site, name: scalar, indices: this.outer, body: arg });
    return { kind: 'read', name: scalar, indices: this.outer.map(asName), at: this.e.at };
  }

  private bindOptions(): void {
    const known = this.callee.options.map(({ name }) => name);
    for (const { name, value } of this.e.options) {
      if (!known.includes(name))
        this.fail(`'${this.e.name}' has no option '${name}'${didYouMean(name, known)}`);
      this.sizes.set(name, value);
    }
    for (const name of known)
      if (!this.sizes.has(name)) this.fail(`'${this.e.name}' needs the option '${name}'`);
  }

  /** The callee's expression in the caller's names. */
  private translate(e: Expression, local: ReadonlySet<string> = new Set()): Expression {
    const again = (part: Expression) => this.translate(part, local);
    if (e.kind === 'name') {
      if (local.has(e.name)) return e;
      const arg = this.args.get(e.name);
      if (arg) return arg.indices.length === 0 ? { kind: 'name', name: arg.name, at: e.at } : arg;
      const option = this.sizes.get(e.name);
      if (option) return option;
      if (this.defines(e.name)) return this.read(e.name, []);
      return this.size(e.name) ?? { ...e, name: this.own(e.name) };
    }
    if (e.kind === 'read') {
      const indices = e.indices.map(again);
      const outside = e.outside && { outside: again(e.outside) };
      const arg = this.args.get(e.name);
      return arg ? { ...filled(arg, indices), ...outside } : { ...this.read(e.name, indices), ...outside };
    }
    if (e.kind === 'reduce') {
      const variables = e.variables.map((v) => withSize({ ...v, name: this.own(v.name) }, again));
      return { ...e, variables, body: again(e.body) };
    }
    if (e.kind === 'apply' && this.callee.functions.some(({ name }) => name === e.name))
      return { ...e, name: this.own(e.name), args: e.args.map(again) };
    return rebuild(e, again);
  }

  /** A size of the callee, as the size of the axis that it stands for; `dim` reads are resolved by the checker. */
  private size(name: string): Expression | undefined {
    for (const { name: input, dims } of this.callee.inputs) {
      const axis = dims.findIndex((dim) => dim.kind === 'name' && dim.name === name);
      if (axis < 0) continue;
      const arg = this.args.get(input)!;
      const position = arg.indices.flatMap((index, n) => (index.kind === 'slice' ? [n] : []))[axis]!;
      return { kind: 'name', name: `${arg.name}.${position}`, at: this.e.at };
    }
    return undefined;
  }

  private defines = (name: string) => this.callee.definitions.some((d) => d.name === name);
  private own = (name: string) => `${this.prefix}.${name}`;

  private read(name: string, indices: readonly Expression[]): Expression & { kind: 'name' | 'read' } {
    const all = [...(this.varying.has(name) ? this.outer.map(asName) : []), ...indices];
    if (all.length === 0) return { kind: 'name', name: this.own(name), at: this.e.at };
    return { kind: 'read', name: this.own(name), indices: all, at: this.e.at };
  }

  private fail(message: string): never {
    throw new SpecError(message, this.site.source, this.e.at);
  }
}

const asName = ({ name, at }: IndexVariable): Expression => ({ kind: 'name', name, at });

/** `s[i,:]` with the slices replaced, in order, by indices. */
function filled(arg: Read, indices: readonly Expression[]): Read {
  let next = 0;
  return { ...arg, indices: arg.indices.map((index) => (index.kind === 'slice' ? indices[next++]! : index)) };
}

/** The first slice that stands where no call takes it. */
export function straySlice(e: Expression): number | undefined {
  let at: number | undefined;
  visit(e, (part) => {
    if (part.kind === 'slice') at ??= part.at;
  });
  return at;
}
