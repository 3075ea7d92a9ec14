import { isNonNegative } from './bounds.ts';
import {
  add,
  atom,
  constant,
  divide,
  isTooLarge,
  key,
  multiply,
  type Polynomial,
  name as polynomialName,
  remainder,
  scale,
  subtract,
} from './polynomial.ts';
import { AXIS, type Scope, sizeFacts } from './scope.ts';
import { didYouMean, SpecError } from './source.ts';
import type { Definition, Expression, IndexVariable, Read } from './syntax.ts';
import { parts, visit } from './walk.ts';

/**
 * The range of every index and the shape of every array, as polynomials in the sizes and the integer options. An index
 * that stands alone on an axis runs over that axis; all the places where it stands alone must agree.
 */
export class Ranges {
  private readonly scope: Scope;
  /** Known shapes; a definition's axes are filled in as they are inferred. */
  private readonly shapes = new Map<string, (Polynomial | undefined)[]>();
  /** Sizes of index variables, by the variable's own object: names may repeat from one equation to the next. */
  private readonly found = new Map<IndexVariable, Polynomial>();
  /** Integer scalars that are sizes in their own right because no polynomial says them: computed when a case is run. */
  readonly computed: Definition[] = [];

  constructor(scope: Scope) {
    this.scope = scope;
    const { program } = scope;
    for (const { name, dims } of program.inputs)
      this.shapes.set(
        name,
        dims.map((dim) => this.size(dim, program.source)),
      );
    this.findComputed();
    for (const d of program.definitions)
      this.shapes.set(
        d.name,
        d.indices.map(() => undefined),
      );
    for (const { name, dims, at } of program.outputs) {
      const shape = this.shapes.get(name);
      if (!scope.definition(name) || !shape) {
        const hint = didYouMean(
          name,
          program.definitions.map((d) => d.name),
        );
        throw new SpecError(`The output '${name}' is never defined${hint}`, program.source, at);
      }
      if (shape.length !== dims.length)
        throw new SpecError(
          `The output '${name}' has ${dims.length} axes, defined with ${shape.length}`,
          program.source,
          at,
        );
      this.shapes.set(
        name,
        dims.map((dim) => this.size(dim, program.source)),
      );
    }
    this.infer();
  }

  shape(name: string): readonly Polynomial[] {
    return this.shapes.get(name)! as Polynomial[];
  }

  sizeOf(variable: IndexVariable): Polynomial {
    return this.found.get(variable)!;
  }

  /** A scalar definition that is made of sizes and options alone, as a polynomial in them. */
  sizeNamed(name: string): Polynomial | undefined {
    const d = this.scope.definition(name);
    const made = d && d.indices.length === 0 && !this.computed.includes(d) && this.isSize(d, new Set());
    return made ? this.polynomial(d.body) : undefined;
  }

  /** An expression as a polynomial in sizes, options and indices; undefined where it is none, or none that is short. */
  polynomial(e: Expression): Polynomial | undefined {
    const found = this.anyPolynomial(e);
    return found && isTooLarge(found) ? undefined : found;
  }

  private anyPolynomial(e: Expression): Polynomial | undefined {
    switch (e.kind) {
      case 'number':
        return /^\d+$/u.test(e.text) ? constant(Number(e.text)) : undefined;
      case 'name':
        return this.namePolynomial(e.name);
      case 'negate': {
        const a = this.polynomial(e.a);
        return a && scale(a, -1);
      }
      case 'read': {
        const within = this.scope.program.inputs.find((p) => p.name === e.name)?.within;
        if (!within || e.outside) return undefined;
        const id = `${e.name}[${e.indices.map((i) => key(this.polynomial(i) ?? polynomialName('?'))).join(',')}]`;
        return atom(id, { kind: 'name', name: id });
      }
      case 'binary': {
        const a = this.polynomial(e.a);
        const b = this.polynomial(e.b);
        if (!a || !b) return undefined;
        if (e.op === '+') return add(a, b);
        if (e.op === '-') return subtract(a, b);
        if (e.op === '*') return multiply(a, b);
        if (e.op === 'div') return divide(a, b);
        if (e.op === 'mod') return remainder(a, b);
        return undefined;
      }
      default:
        return undefined;
    }
  }

  private namePolynomial(name: string): Polynomial | undefined {
    const axis = AXIS.exec(name);
    if (axis) return this.shapes.get(axis[1]!)?.[Number(axis[2])];
    const scalar = this.scope.definition(name);
    if (!scalar) return polynomialName(name);
    if (this.computed.includes(scalar)) return polynomialName(name);
    return scalar.indices.length === 0 ? this.polynomial(scalar.body) : undefined;
  }

  private size(e: Expression, source: string): Polynomial {
    const type = this.scope.typeOf(e, new Set(), source);
    if (type !== 'int') throw new SpecError('Expected an integer as a size', source, e.at);
    this.findComputed();
    const size = this.polynomial(e);
    if (!size)
      throw new SpecError('Cannot use this as a size: name it in an equation of its own', source, e.at);
    return size;
  }

  private findComputed(): void {
    const { program } = this.scope;
    for (const d of program.definitions) {
      if (d.indices.length > 0 || this.computed.includes(d) || !this.isSize(d, new Set())) continue;
      if (!this.polynomial(d.body)) this.computed.push(d);
    }
  }

  /** An integer scalar made of sizes and options alone. */
  private isSize(d: Definition, above: ReadonlySet<string>): boolean {
    if (above.has(d.name)) return false;
    let made = true;
    visit(d.body, (part) => {
      if (part.kind === 'read' || part.kind === 'reduce') made = false;
      if (part.kind !== 'name') return;
      const other = this.scope.definition(part.name);
      if (other && !this.isSize(other, new Set([...above, d.name]))) made = false;
      if (this.scope.program.inputs.some((p) => p.name === part.name)) made = false;
    });
    return made && this.scope.typeOf(d.body, new Set(), d.source) === 'int';
  }

  private infer(): void {
    const { definitions } = this.scope.program;
    for (let before = -1; before !== this.known(); ) {
      before = this.known();
      for (const d of definitions) {
        const shape = this.shapes.get(d.name)!;
        d.indices.forEach((v, axis) => {
          const size = v.size ? this.polynomial(v.size) : shape[axis];
          if (size) this.agree(v, size, d, v.at, `${d.name}[…]`);
        });
        this.inferFrom(d.body, new Map(d.indices.map((v) => [v.name, v])), d);
        d.indices.forEach((v, axis) => {
          shape[axis] ??= this.found.get(v);
        });
      }
    }
    for (const d of definitions) {
      for (const v of d.indices) this.demand(v, d);
      visit(d.body, (part) => {
        if (part.kind === 'reduce') for (const v of part.variables) this.demand(v, d);
      });
    }
  }

  private known = () => this.found.size + [...this.shapes.values()].flat().filter(Boolean).length;

  private demand(v: IndexVariable, { source }: Definition): void {
    if (!this.found.has(v))
      throw new SpecError(`Cannot infer the range of '${v.name}': write ${v.name}<size`, source, v.at);
  }

  private inferFrom(e: Expression, bound: ReadonlyMap<string, IndexVariable>, d: Definition): void {
    if (e.kind === 'reduce') {
      const inside = new Map([...bound, ...e.variables.map((v) => [v.name, v] as const)]);
      for (const v of e.variables) {
        const size = v.size && this.polynomial(v.size);
        if (v.size && !size)
          throw new SpecError('Cannot use this as the size of a range', d.source, v.size.at);
        if (size) this.agree(v, size, d, v.at, v.name);
      }
      this.inferFrom(e.body, inside, d);
      return;
    }
    if (e.kind === 'read' && !e.outside) this.inferFromRead(e, bound, d);
    for (const part of parts(e)) this.inferFrom(part, bound, d);
  }

  private inferFromRead(e: Read, bound: ReadonlyMap<string, IndexVariable>, d: Definition): void {
    const shape = this.shapes.get(e.name)!;
    e.indices.forEach((index, axis) => {
      const v = index.kind === 'name' ? bound.get(index.name) : undefined;
      const size = shape[axis];
      // A range that is written out is taken at its word; whether the read then stays inside is proved later.
      if (v && size && !v.size) this.agree(v, size, d, e.at, `${e.name}[…]`);
    });
  }

  /** Of two sizes that an index could have the smaller is taken, if it can be shown which that is. */
  private agree(v: IndexVariable, size: Polynomial, { source }: Definition, at: number, where: string): void {
    const before = this.found.get(v);
    const facts = sizeFacts(this.scope, this.computed);
    if (!before || (!v.size && isNonNegative(subtract(before, size), facts))) this.found.set(v, size);
    else if (!v.size && !isNonNegative(subtract(size, before), facts))
      throw new SpecError(
        `The index '${v.name}' runs over ${key(before)} elsewhere but over ${key(size)} in ${where}`,
        source,
        at,
      );
  }
}
