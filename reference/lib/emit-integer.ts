import type { Checked } from '../../spec/lib/check.ts';
import type { Polynomial } from '../../spec/lib/polynomial.ts';
import { AXIS } from '../../spec/lib/scope.ts';
import type { Expression, IndexVariable, Read, Reduce } from '../../spec/lib/syntax.ts';
import { type Block, identifier } from './block.ts';
import type { Dialect } from './dialect.ts';

/** Writes what is the same in every dialect: loops, sizes, positions in arrays, integers. */
export abstract class IntegerEmitter {
  readonly checked: Checked;
  readonly dialect: Dialect;
  /** Reductions already computed into an array, with the code that reads them there. */
  readonly hoisted = new Map<Reduce, string>();
  parameters: ReadonlySet<string> = new Set();
  protected readonly indices = new Set<string>();

  constructor(checked: Checked, dialect: Dialect) {
    this.checked = checked;
    this.dialect = dialect;
  }

  /** A condition: code for true or false, or for true, false or undefined where it is not `certain`. */
  abstract test(e: Expression, block: Block): { code: string; certain: boolean };

  /** Runs `body` inside a loop over the variables. */
  loop(variables: readonly IndexVariable[], block: Block, body: (inside: Block) => void): void {
    const inside = block.inner();
    for (const { name } of variables) this.indices.add(name);
    body(inside);
    for (const { name } of variables) this.indices.delete(name);
    const heads = variables.map((v) => {
      const i = identifier('i', v.name);
      return `for (let ${i} = 0; ${i} < ${this.size(this.checked.sizeOf(v))}; ${i}++)`;
    });
    block.lines.push(`${heads.join(' ')} {`, ...inside.lines, '}');
  }

  /** Runs `body` where an enclosing statement, not `loop`, has bound these indices. */
  within(names: readonly string[], body: () => void): void {
    for (const name of names) this.indices.add(name);
    body();
    for (const name of names) this.indices.delete(name);
  }

  isInteger = (e: Expression): boolean =>
    !this.mentionsParameter(e) && this.checked.typeOf(e, this.indices) === 'int';

  /** An integer expression, in plain JavaScript. */
  integer(e: Expression, block: Block): string {
    const go = (part: Expression) => this.integer(part, block);
    switch (e.kind) {
      case 'number':
        return e.text;
      case 'name':
        return this.integerName(e.name);
      case 'read':
        return this.read(e, block, go);
      case 'negate':
        return `(-${go(e.a)})`;
      case 'binary':
        if (e.op === 'div') return `Math.floor(${go(e.a)} / ${go(e.b)})`;
        if (e.op === 'mod') return `floorMod(${go(e.a)}, ${go(e.b)})`;
        return `(${go(e.a)} ${e.op === '^' ? '**' : e.op} ${go(e.b)})`;
      case 'apply':
        return `Math.${e.name}(${e.args.map(go).join(', ')})`;
      case 'conditional':
        return this.conditional(e, block, (part, inside) => this.integer(part, inside));
      case 'reduce':
        return this.hoisted.get(e) ?? this.integerReduce(e, block);
      default:
        throw new Error(`Cannot write a ${e.kind} as an integer`);
    }
  }

  /** A size: integers only, no statements. */
  size(p: Polynomial): string {
    const terms = [...p.terms.values()].map(({ atoms, coefficient }) =>
      [coefficient, ...atoms.map((id) => this.atom(id, p))].join(' * '),
    );
    return terms.length === 0 ? '0' : `(${terms.join(' + ')})`;
  }

  /** Row-major position of `indices` in an array of this shape. */
  offset(indices: readonly string[], shape: readonly Polynomial[]): string {
    return indices.reduce(
      (sum, index, axis) => (axis === 0 ? index : `(${sum}) * ${this.size(shape[axis]!)} + ${index}`),
      '0',
    );
  }

  private atom(id: string, p: Polynomial): string {
    const value = p.atoms.get(id)!;
    if (value.kind === 'name') return this.integerName(value.name);
    const [a, b] = [this.size(value.a), this.size(value.b)];
    return value.kind === 'div' ? `Math.floor(${a} / ${b})` : `floorMod(${a}, ${b})`;
  }

  private integerName(name: string): string {
    if (this.indices.has(name)) return identifier('i', name);
    const axis = AXIS.exec(name);
    if (axis) return this.size(this.checked.shapeOf(axis[1]!)[Number(axis[2])]!);
    if (this.isOption(name)) return identifier('o', name);
    if (this.checked.sizes.includes(name) || this.checked.computed.some((d) => d.name === name))
      return identifier('n', name);
    const size = this.checked.sizeNamed(name);
    if (size) return this.size(size);
    return `${identifier('a', name)}[0]`;
  }

  protected isOption = (name: string) => this.checked.program.options.some((option) => option.name === name);

  private mentionsParameter(e: Expression): boolean {
    return this.parameters.size > 0 && e.kind !== 'number';
  }

  protected read(e: Read, block: Block, outside: (e: Expression) => string): string {
    const shape = this.checked.shapeOf(e.name);
    const array = identifier('a', e.name);
    const positions = e.indices.map((index) => this.integer(index, block));
    if (!e.outside) return `${array}[${this.offset(positions, shape)}]`;
    const names = positions.map((code) => {
      const name = block.fresh('at');
      block.lines.push(`const ${name} = ${code};`);
      return name;
    });
    const inside = names
      .map((name, axis) => `${name} >= 0 && ${name} < ${this.size(shape[axis]!)}`)
      .join(' && ');
    return `(${inside} ? ${array}[${this.offset(names, shape)}] : ${outside(e.outside)})`;
  }

  protected conditional(
    e: Expression & { kind: 'conditional' },
    block: Block,
    branch: (part: Expression, inside: Block) => string,
  ): string {
    const { code, certain } = this.test(e.test, block);
    const result = block.fresh('v');
    const yes = block.inner();
    const yesCode = branch(e.yes, yes);
    const no = block.inner();
    const noCode = branch(e.no, no);
    if (certain || !this.dialect.threeValued) {
      block.lines.push(
        `let ${result};`,
        `if (${code}) {`,
        ...yes.lines,
        `${result} = ${yesCode};`,
        '} else {',
      );
      block.lines.push(...no.lines, `${result} = ${noCode};`, '}');
    } else {
      const closures = `() => { ${yes.code()} return ${yesCode}; }, () => { ${no.code()} return ${noCode}; }`;
      block.lines.push(`const ${result} = choose3(A, ${code}, ${closures});`);
    }
    return result;
  }

  private integerReduce(e: Reduce, block: Block): string {
    const result = block.fresh('r');
    block.lines.push(`let ${result} = ${{ sum: '0', prod: '1', max: '-Infinity', min: 'Infinity' }[e.op]};`);
    this.loop(e.variables, block, (inside) => {
      const code = this.integer(e.body, inside);
      const next = {
        sum: `${result} + ${code}`,
        prod: `${result} * ${code}`,
        max: `Math.max(${result}, ${code})`,
        min: `Math.min(${result}, ${code})`,
      }[e.op];
      inside.lines.push(`${result} = ${next};`);
    });
    return result;
  }
}
