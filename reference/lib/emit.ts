import type { Checked } from '../../spec/lib/check.ts';
import type { Polynomial } from '../../spec/lib/polynomial.ts';
import { AXIS } from '../../spec/lib/scope.ts';
import type { Expression, IndexVariable, Read, Reduce } from '../../spec/lib/syntax.ts';
import type { Dialect } from './dialect.ts';
import { rationalOfText } from './rational.ts';

/** JavaScript statements, and names that occur nowhere else. */
export class Block {
  readonly lines: string[] = [];
  private readonly counter: { next: number };

  constructor(counter = { next: 0 }) {
    this.counter = counter;
  }

  fresh = (stem: string) => `${stem}$${this.counter.next++}`;
  inner = () => new Block(this.counter);
  code = () => this.lines.join('\n');
}

/** A name of the formula as an identifier of JavaScript; the prefix keeps arrays, sizes and indices apart. */
export const identifier = (prefix: string, name: string): string =>
  `${prefix}_${name.replace(/[^\p{L}\p{N}_]/gu, (c) => `$${c.codePointAt(0)!.toString(16)}`)}`;

/** Writes expressions in a dialect. Code for an expression may need statements before it; those go into the block. */
export class Emitter {
  readonly checked: Checked;
  readonly dialect: Dialect;
  /** Constants of the formula, written once at the top. */
  readonly constants = new Map<string, string>();
  /** Reductions already computed into an array, with the code that reads them there. */
  readonly hoisted = new Map<Reduce, string>();
  parameters: ReadonlySet<string> = new Set();
  private readonly indices = new Set<string>();

  constructor(checked: Checked, dialect: Dialect) {
    this.checked = checked;
    this.dialect = dialect;
  }

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

  real(e: Expression, block: Block): string {
    const { dialect } = this;
    if (e.kind === 'number') return this.literal(e.text);
    if (e.kind === 'name' && this.parameters.has(e.name)) return identifier('p', e.name);
    if (e.kind !== 'reduce' && this.isInteger(e)) return dialect.number(this.integer(e, block));
    switch (e.kind) {
      case 'infinity':
        return this.constant('Infinity', dialect.number('Infinity'));
      case 'name':
        return this.realName(e.name);
      case 'read':
        return this.read(e, block, (outside) => this.real(outside, block));
      case 'negate':
        return e.a.kind === 'infinity'
          ? this.constant('-Infinity', dialect.number('-Infinity'))
          : dialect.negate(this.real(e.a, block));
      case 'binary':
        return this.binary(e, block);
      case 'apply':
        return this.apply(e, block);
      case 'conditional':
        return this.conditional(e, block, (part, inside) => this.real(part, inside));
      case 'reduce':
        return this.hoisted.get(e) ?? this.reduce(e, block);
      default:
        throw new Error(`Cannot write a ${e.kind} as a number`);
    }
  }

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

  /** A condition: code for true or false, or for true, false or undefined where it is not `certain`. */
  test(e: Expression, block: Block): { code: string; certain: boolean } {
    switch (e.kind) {
      case 'name':
        return { code: identifier('o', e.name), certain: true };
      case 'not': {
        const { code, certain } = this.test(e.a, block);
        return { code: certain ? `!${code}` : `not3(${code})`, certain };
      }
      case 'logic': {
        const a = this.test(e.a, block);
        const later = block.inner();
        const b = this.test(e.b, later);
        const lazy = `() => { ${later.code()} return ${b.code}; }`;
        const certain = a.certain && b.certain;
        return { code: `${e.op}3(${a.code}, ${lazy})`, certain };
      }
      case 'compare':
        return this.compare(e, block);
      default:
        throw new Error(`Cannot write a ${e.kind} as a condition`);
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

  private realName(name: string): string {
    const { checked, dialect } = this;
    if (this.isOption(name)) {
      const code = identifier('o', name);
      return checked.options[name]!.type === 'int' ? dialect.number(code) : code;
    }
    if (checked.sizes.includes(name)) return dialect.number(identifier('n', name));
    return `${identifier('a', name)}[0]`;
  }

  private isOption = (name: string) => this.checked.program.options.some((option) => option.name === name);

  private mentionsParameter(e: Expression): boolean {
    return this.parameters.size > 0 && e.kind !== 'number';
  }

  private literal(text: string): string {
    const { numerator, denominator } = rationalOfText(text);
    const small = denominator === 1n && numerator < 2n ** 53n;
    return this.constant(
      text,
      small ? this.dialect.number(String(numerator)) : this.dialect.ratio(numerator, denominator),
    );
  }

  private constant(text: string, code: string): string {
    if (!this.constants.has(text)) this.constants.set(text, code);
    return identifier('c', text);
  }

  private read(e: Read, block: Block, outside: (e: Expression) => string): string {
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

  private binary(e: Expression & { kind: 'binary' }, block: Block): string {
    const { dialect } = this;
    if (e.op === '^') {
      const a = this.real(e.a, block);
      if (e.b.kind === 'number' && /^\d+$/u.test(e.b.text)) return dialect.power(a, e.b.text);
      if (this.isInteger(e.b)) return dialect.power(a, this.integer(e.b, block));
      return dialect.call('pow', [a, this.real(e.b, block)]);
    }
    if (e.op === '+' || e.op === '-') {
      const terms = chainTerms(e);
      if (terms.length > 2 || terms.some(({ term }) => this.isOpenSum(term))) return this.sum(terms, block);
    }
    const a = this.real(e.a, block);
    return dialect.binary(e.op as '+', a, this.real(e.b, block));
  }

  private apply(e: Expression & { kind: 'apply' }, block: Block): string {
    const args = e.args.map((arg) => this.real(arg, block));
    const local = this.checked.functions.some(({ name }) => name === e.name);
    if (local) return `${identifier('f', e.name)}(${args.join(', ')})`;
    return this.dialect.call(e.name, args);
  }

  private conditional(
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

  private compare(e: Expression & { kind: 'compare' }, block: Block): { code: string; certain: boolean } {
    if (e.a.kind === 'word' || e.b.kind === 'word') {
      const [a, b] = [e.a, e.b].map((side) =>
        side.kind === 'word' ? JSON.stringify(side.value) : identifier('o', (side as { name: string }).name),
      );
      return { code: `(${a} ${e.op}= ${b})`, certain: true };
    }
    if (this.isInteger(e.a) && this.isInteger(e.b)) {
      const op = e.op === '==' || e.op === '!=' ? `${e.op}=` : e.op;
      return { code: `(${this.integer(e.a, block)} ${op} ${this.integer(e.b, block)})`, certain: true };
    }
    const [a, b] = [this.real(e.a, block), this.real(e.b, block)];
    return { code: this.dialect.compare(e.op, a, b), certain: !this.dialect.threeValued };
  }

  private isOpenSum = (e: Expression): boolean =>
    e.kind === 'reduce' && e.op === 'sum' && !this.hoisted.has(e);

  private sum(terms: readonly { term: Expression; negative: boolean }[], block: Block): string {
    const total = block.fresh('s');
    const { dialect } = this;
    block.lines.push(dialect.collects ? `const ${total} = [];` : `let ${total} = 0;`);
    const put = (code: string, negative: boolean) =>
      dialect.collects
        ? `${total}.push(${negative ? dialect.negate(code) : code});`
        : `${total} ${negative ? '-' : '+'}= ${code};`;
    for (const { term, negative } of terms) {
      if (term.kind === 'reduce' && this.isOpenSum(term))
        this.loop(term.variables, block, (inside) => {
          const code = this.real(term.body, inside);
          inside.lines.push(put(code, negative));
        });
      else {
        const code = this.real(term, block);
        block.lines.push(put(code, negative));
      }
    }
    return dialect.collects ? dialect.call('sum', [total]) : total;
  }

  private reduce(e: Reduce, block: Block): string {
    if (e.op === 'sum') return this.sum([{ term: e, negative: false }], block);
    const { dialect } = this;
    const result = block.fresh('r');
    const start = { max: '-Infinity', min: 'Infinity', prod: '1' }[e.op];
    block.lines.push(`let ${result};`);
    this.loop(e.variables, block, (inside) => {
      const value = inside.fresh('v');
      inside.lines.push(`const ${value} = ${this.real(e.body, inside)};`);
      const both = e.op === 'prod' ? dialect.binary('*', result, value) : dialect.call(e.op, [result, value]);
      inside.lines.push(`${result} = ${result} === undefined ? ${value} : ${both};`);
    });
    return `(${result} ?? ${this.constant(start, dialect.number(start))})`;
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

/** a + b − c as its signed terms: one sum, so that no order of adding is preferred. */
function chainTerms(e: Expression, negative = false): { term: Expression; negative: boolean }[] {
  if (e.kind === 'binary' && (e.op === '+' || e.op === '-'))
    return [...chainTerms(e.a, negative), ...chainTerms(e.b, e.op === '-' ? !negative : negative)];
  if (e.kind === 'negate') return chainTerms(e.a, !negative);
  return [{ term: e, negative }];
}
