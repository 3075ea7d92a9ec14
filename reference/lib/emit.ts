import type { Expression, Reduce } from '../../spec/lib/syntax.ts';
import { type Block, identifier } from './block.ts';
import { IntegerEmitter } from './emit-integer.ts';
import { rationalOfText } from './rational.ts';

/** Writes expressions in a dialect. Code for an expression may need statements before it; those go into the block. */
export class Emitter extends IntegerEmitter {
  /** Constants of the formula, written once at the top. */
  readonly constants = new Map<string, string>();

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

  override test(e: Expression, block: Block): { code: string; certain: boolean } {
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

  private realName(name: string): string {
    const { checked, dialect } = this;
    if (this.isOption(name)) {
      const code = identifier('o', name);
      return checked.options[name]!.type === 'int' ? dialect.number(code) : code;
    }
    if (checked.sizes.includes(name)) return dialect.number(identifier('n', name));
    return `${identifier('a', name)}[0]`;
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
}

/** a + b − c as its signed terms: one sum, so that no order of adding is preferred. */
function chainTerms(e: Expression, negative = false): { term: Expression; negative: boolean }[] {
  if (e.kind === 'binary' && (e.op === '+' || e.op === '-'))
    return [...chainTerms(e.a, negative), ...chainTerms(e.b, e.op === '-' ? !negative : negative)];
  if (e.kind === 'negate') return chainTerms(e.a, !negative);
  return [{ term: e, negative }];
}
