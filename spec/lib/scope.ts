import type { Facts, Range } from './bounds.ts';
import type { OptionDeclarations } from './options.ts';
import { constant, ONE } from './polynomial.ts';
import { didYouMean, SpecError } from './source.ts';
import { type Definition, type Expression, FUNCTIONS, type LocalFunction, type Program } from './syntax.ts';
import { freeNames, visit } from './walk.ts';

export type Type = 'int' | 'real' | 'bool' | 'word';

/** The names of a program and the type of each expression. Integers may stand where reals are wanted, not the reverse. */
export class Scope {
  readonly program: Program;
  readonly options: OptionDeclarations;
  /** Sizes bound by the shapes of the inputs. */
  readonly sizes: ReadonlySet<string>;
  private readonly types = new Map<string, Type>();
  /** Of the local function under the check: real numbers. */
  private parameters: ReadonlySet<string> = new Set();

  constructor(program: Program, options: OptionDeclarations) {
    this.program = program;
    this.options = options;
    const declared = new Set(program.options.map(({ name }) => name));
    this.sizes = new Set(
      program.inputs
        .flatMap(({ dims }) => dims.flatMap((dim) => [...freeNames(dim)]))
        .filter((name) => !declared.has(name)),
    );
    this.declare();
    this.inferDefinitions();
  }

  typeOf(e: Expression, indices: ReadonlySet<string>, source: string): Type {
    const type = (part: Expression) => this.typeOf(part, indices, source);
    const fail = (message: string, at: number): never => {
      throw new SpecError(message, source, at);
    };
    const numeric = (part: Expression): Type => {
      const found = type(part);
      return found === 'int' || found === 'real'
        ? found
        : fail(`Expected a number, found a ${WORDS[found]}`, part.at);
    };
    const integer = (part: Expression, where: string): Type =>
      numeric(part) === 'int' ? 'int' : fail(`Expected an integer ${where}, found a real number`, part.at);
    const bool = (part: Expression): Type =>
      type(part) === 'bool' ? 'bool' : fail(`Expected a condition, found a ${WORDS[type(part)]}`, part.at);
    const wider = (a: Type, b: Type): Type => (a === 'int' && b === 'int' ? 'int' : 'real');

    switch (e.kind) {
      case 'number':
        return /^\d+$/u.test(e.text) ? 'int' : 'real';
      case 'infinity':
        return 'real';
      case 'word':
        return 'word';
      case 'slice':
        return fail("':' stands for a whole axis only in the arguments of a formula's call", e.at);
      case 'name':
        return indices.has(e.name) ? 'int' : this.nameType(e.name, indices, source, e.at);
      case 'read':
        for (const index of e.indices) integer(index, 'as an index');
        if (e.outside) numeric(e.outside);
        return wider(
          this.arrayType(e.name, e.indices.length, indices, source, e.at),
          e.outside ? numeric(e.outside) : 'int',
        );
      case 'apply': {
        const arity = FUNCTIONS[e.name] ?? this.localFunction(e.name)?.parameters.length;
        if (arity === undefined) return fail(`Unknown function '${e.name}'`, e.at);
        if (e.args.length !== arity)
          fail(`'${e.name}' takes ${arity} argument${arity === 1 ? '' : 's'}, found ${e.args.length}`, e.at);
        const args = e.args.map(numeric);
        return ['max', 'min', 'abs'].includes(e.name) ? args.reduce(wider) : 'real';
      }
      case 'negate':
        return numeric(e.a);
      case 'not':
        return bool(e.a);
      case 'binary': {
        if (e.op === 'div' || e.op === 'mod')
          return integer(e.a, `before '${e.op}'`) && integer(e.b, `after '${e.op}'`);
        const both = wider(numeric(e.a), numeric(e.b));
        if (e.op === '^') return e.b.kind === 'number' ? both : 'real';
        return e.op === '/' ? 'real' : both;
      }
      case 'compare':
        if (type(e.a) === 'word' || type(e.b) === 'word')
          return this.compareWords(e.a, e.b, e.op, source, e.at);
        return numeric(e.a) && numeric(e.b) && 'bool';
      case 'logic':
        return bool(e.a) && bool(e.b);
      case 'conditional':
        return bool(e.test) && wider(numeric(e.yes), numeric(e.no));
      case 'reduce': {
        const inside = new Set([...indices, ...e.variables.map(({ name }) => name)]);
        for (const { name, at, size } of e.variables) {
          if (indices.has(name)) fail(`The index '${name}' is already in use`, at);
          this.checkIndex(name, source, at);
          if (size) integer(size, 'as the size of a range');
        }
        const body = this.typeOf(e.body, inside, source);
        return body === 'int' || body === 'real'
          ? body
          : fail(`Expected a number in ${e.op}, found a ${WORDS[body]}`, e.at);
      }
    }
  }

  localFunction = (name: string) => this.program.functions.find((f) => f.name === name);

  definition = (name: string) => this.program.definitions.find((d) => d.name === name);

  private nameType(name: string, indices: ReadonlySet<string>, source: string, at: number): Type {
    if (this.parameters.has(name)) return 'real';
    if (this.sizes.has(name) || AXIS.test(name)) return 'int';
    const option = this.options[name];
    if (option && this.program.options.some((o) => o.name === name)) return OPTION_TYPE[option.type];
    const array = this.array(name);
    if (array === undefined) {
      const known = [
        ...this.types.keys(),
        ...this.sizes,
        ...indices,
        ...this.program.options.map((o) => o.name),
      ];
      throw new SpecError(`Unknown name '${name}'${didYouMean(name, known)}`, source, at);
    }
    if (array > 0) throw new SpecError(`'${name}' has ${array} indices, used without any`, source, at);
    return this.types.get(name)!;
  }

  private arrayType(
    name: string,
    count: number,
    indices: ReadonlySet<string>,
    source: string,
    at: number,
  ): Type {
    const rank = this.array(name);
    if (rank === undefined) {
      const hint = didYouMean(name, [...this.types.keys(), ...indices]);
      throw new SpecError(`Unknown array '${name}'${hint}`, source, at);
    }
    if (rank !== count) throw new SpecError(`'${name}' has ${rank} indices, used with ${count}`, source, at);
    return this.types.get(name)!;
  }

  /** The number of axes of an input or a definition. */
  private array(name: string): number | undefined {
    return (
      this.program.inputs.find((p) => p.name === name)?.dims.length ?? this.definition(name)?.indices.length
    );
  }

  private compareWords(a: Expression, b: Expression, op: string, source: string, at: number): Type {
    const [option, word] = a.kind === 'name' ? [a, b] : [b, a];
    const declared = option.kind === 'name' ? this.options[option.name] : undefined;
    if (declared?.type !== 'choice' || word.kind !== 'word' || (op !== '==' && op !== '!='))
      throw new SpecError("Expected a choice compared with a word: reduction == 'mean'", source, at);
    if (!declared.values.includes(word.value)) {
      const hint = didYouMean(word.value, declared.values);
      throw new SpecError(
        `'${word.value}' is not one of ${declared.values.join(', ')}${hint}`,
        source,
        word.at,
      );
    }
    return 'bool';
  }

  private declare(): void {
    const { program } = this;
    const seen = new Map<string, string>();
    const claim = (name: string, what: string, source: string, at: number) => {
      const before = seen.get(name);
      if (before)
        throw new SpecError(`Cannot define '${name}' as ${what}: it is already ${before}`, source, at);
      seen.set(name, what);
    };
    for (const { name, at, within } of program.inputs) {
      claim(name, 'an input', program.source, at);
      this.types.set(name, within ? 'int' : 'real');
    }
    for (const { name, at } of program.options) {
      claim(name, 'an option', program.source, at);
      if (!this.options[name])
        throw new SpecError(
          `The option '${name}' is not declared${didYouMean(name, Object.keys(this.options))}`,
          program.source,
          at,
        );
    }
    for (const size of this.sizes) claim(size, 'a size', program.source, 0);
    for (const { name, at, source } of program.definitions) {
      claim(name, 'a definition', source, at);
      this.types.set(name, 'int');
    }
    for (const { name, at, source } of program.functions) claim(name, 'a function', source, at);
  }

  private checkIndex(name: string, source: string, at: number): void {
    const option = this.program.options.some((o) => o.name === name);
    if (option || this.sizes.has(name) || this.types.has(name))
      throw new SpecError(`Cannot use '${name}' as an index: it already names something else`, source, at);
  }

  private checkFunction(f: LocalFunction, position: number): void {
    const fail = (message: string, at: number): never => {
      throw new SpecError(message, f.source, at);
    };
    for (const used of freeNames(f.body)) {
      if (f.parameters.includes(used) || this.sizes.has(used)) continue;
      if (this.program.options.some(({ name }) => name === used)) continue;
      fail(`A function may use its parameters, options and sizes, not '${used}'`, f.at);
    }
    const later = this.program.functions.slice(position).map(({ name }) => name);
    visit(f.body, (part) => {
      if (part.kind === 'apply' && later.includes(part.name))
        fail(`'${f.name}' uses '${part.name}' before it is defined`, part.at);
    });
    this.parameters = new Set(f.parameters);
    const type = this.typeOf(f.body, new Set(), f.source);
    this.parameters = new Set();
    if (type !== 'int' && type !== 'real')
      fail(`Expected a number in '${f.name}', found a ${WORDS[type]}`, f.at);
  }

  /** A definition is an integer until something in it is not; recurrences need more than one round. */
  private inferDefinitions(): void {
    for (const [position, f] of this.program.functions.entries()) this.checkFunction(f, position);
    for (let changed = true; changed; ) {
      changed = false;
      for (const d of this.program.definitions) {
        for (const { name, at } of d.indices) this.checkIndex(name, d.source, at);
        const indices = new Set(d.indices.map(({ name }) => name));
        const type = this.typeOf(d.body, indices, d.source);
        if (type !== 'int' && type !== 'real')
          throw new SpecError(`Expected a number in '${d.name}', found a ${WORDS[type]}`, d.source, d.at);
        if (this.types.get(d.name) !== type && type === 'real') {
          this.types.set(d.name, type);
          changed = true;
        }
      }
    }
  }
}

/** `s.1`: the size of axis 1 of the array s, as inlined formulas write it. */
export const AXIS = /^(.+)\.(\d+)$/u;

const WORDS: Record<Type, string> = { int: 'number', real: 'number', bool: 'condition', word: 'word' };
const OPTION_TYPE = { int: 'int', real: 'real', choice: 'word', flag: 'bool' } as const;

/** Sizes are at least 1, integer options at least their declared minimum. */
export function sizeFacts(scope: Scope, computed: readonly Definition[]): Facts {
  const ranges = new Map<string, Range>();
  for (const size of scope.sizes) ranges.set(size, { low: ONE });
  for (const { name } of computed) ranges.set(name, { low: ONE });
  for (const { name } of scope.program.options) {
    const declared = scope.options[name]!;
    if (declared.type === 'int') ranges.set(name, { low: constant(declared.min) });
  }
  return { ranges, nonNegative: [] };
}
