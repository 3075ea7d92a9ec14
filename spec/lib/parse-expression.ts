import type { Cursor } from './cursor.ts';
import { type Comparison, type Expression, type IndexVariable, REDUCTIONS } from './syntax.ts';

/*
 * conditional := or ('?' conditional ':' conditional)?
 * or          := and ('or' and)*            and   := not ('and' not)*        not := 'not' not | comparison
 * comparison  := additive (('<' | '<=' | '>' | '>=' | '==' | '!=') additive)?
 * additive    := term (('+' | '-') term)*   term  := unary (('*' | '/' | 'div' | 'mod') unary)*
 * unary       := '-' unary | power          power := atom ('^' unary)?
 */

const COMPARISONS = new Set<string>(['<', '<=', '>', '>=', '==', '!=']);
/** Left-associative chains become as deep as they are long; see Cursor.nested for why depth is bounded. */
const LONGEST_CHAIN = 200;

export function expression(cursor: Cursor): Expression {
  return cursor.nested(() => {
    const test = chain(cursor, ['or'], (c) => chain(c, ['and'], not));
    const { at } = cursor.next;
    if (!cursor.accept('?')) return test;
    const yes = expression(cursor);
    cursor.expect(':');
    return { kind: 'conditional', test, yes, no: expression(cursor), at };
  });
}

/** An expression without comparisons: a size, an index. */
export function additive(cursor: Cursor): Expression {
  return cursor.nested(() => chain(cursor, ['+', '-'], (c) => chain(c, ['*', '/', 'div', 'mod'], unary)));
}

function chain(cursor: Cursor, operators: readonly string[], part: (c: Cursor) => Expression): Expression {
  let a = part(cursor);
  for (let links = 0; operators.some((operator) => cursor.sees(operator)); links++) {
    if (links === LONGEST_CHAIN) cursor.fail(`Cannot read more than ${LONGEST_CHAIN} operators in a row`);
    const { text, at } = cursor.take();
    const b = part(cursor);
    a =
      text === 'and' || text === 'or'
        ? { kind: 'logic', op: text, a, b, at }
        : { kind: 'binary', op: text as '+', a, b, at };
  }
  return a;
}

function not(cursor: Cursor): Expression {
  const { at } = cursor.next;
  if (cursor.accept('not')) return cursor.nested(() => ({ kind: 'not', a: not(cursor), at }));
  const a = additive(cursor);
  if (cursor.next.kind !== 'operator' || !COMPARISONS.has(cursor.next.text)) return a;
  const op = cursor.take();
  return { kind: 'compare', op: op.text as Comparison, a, b: additive(cursor), at: op.at };
}

function unary(cursor: Cursor): Expression {
  const { at } = cursor.next;
  if (cursor.accept('-')) return cursor.nested(() => ({ kind: 'negate', a: unary(cursor), at }));
  const a = atom(cursor);
  const { at: operator } = cursor.next;
  if (!cursor.accept('^')) return a;
  return cursor.nested(() => ({ kind: 'binary', op: '^', a, b: unary(cursor), at: operator }));
}

function atom(cursor: Cursor): Expression {
  const token = cursor.next;
  if (token.kind === 'number') return { kind: 'number', text: cursor.take().text, at: token.at };
  if (token.kind === 'word') return { kind: 'word', value: cursor.take().text, at: token.at };
  if (cursor.accept('∞')) return { kind: 'infinity', at: token.at };
  if (cursor.accept('(')) {
    const inside = expression(cursor);
    cursor.expect(')');
    return inside;
  }
  if (token.kind === 'name') return named(cursor);
  return cursor.fail(`Expected an expression, found ${cursor.found()}`);
}

function named(cursor: Cursor): Expression {
  const { text: name, at } = cursor.take();
  if (cursor.accept('['))
    return Object.hasOwn(REDUCTIONS, name) ? reduce(cursor, name, at) : read(cursor, name, at);
  if (cursor.accept('(')) return apply(cursor, name, at);
  return { kind: 'name', name, at };
}

function reduce(cursor: Cursor, name: string, at: number): Expression {
  const variables = cursor.list(']', () => indexVariable(cursor));
  if (variables.length === 0) cursor.fail(`Expected an index in ${name}[…]`, at);
  cursor.expect('(');
  const body = expression(cursor);
  cursor.expect(')');
  return { kind: 'reduce', op: REDUCTIONS[name]!, variables, body, at };
}

export function indexVariable(cursor: Cursor): IndexVariable {
  const { text: name, at } = cursor.name('an index');
  return cursor.accept('<') ? { name, size: additive(cursor), at } : { name, at };
}

function read(cursor: Cursor, name: string, at: number): Expression {
  const indices = cursor.list(']', () => index(cursor));
  if (!cursor.accept('|')) return { kind: 'read', name, indices, at };
  const minus = cursor.next.at;
  const outside = cursor.accept('-')
    ? ({ kind: 'negate', a: atom(cursor), at: minus } as const)
    : atom(cursor);
  return { kind: 'read', name, indices, outside, at };
}

function index(cursor: Cursor): Expression {
  const { at } = cursor.next;
  return cursor.accept(':') ? { kind: 'slice', at } : expression(cursor);
}

function apply(cursor: Cursor, name: string, at: number): Expression {
  const args: Expression[] = [];
  if (!cursor.sees(')') && !cursor.sees(';')) {
    do args.push(expression(cursor));
    while (cursor.accept(','));
  }
  const options = cursor.accept(';') ? cursor.list(')', () => setting(cursor)) : none(cursor);
  const output = cursor.accept('.') ? { output: cursor.name('an output').text } : {};
  const indices = cursor.accept('[') ? { indices: cursor.list(']', () => expression(cursor)) } : {};
  return { kind: 'apply', name, args, options, ...output, ...indices, at };
}

function setting(cursor: Cursor): { name: string; value: Expression } {
  const { text: name } = cursor.name('an option');
  cursor.expect('=');
  return { name, value: expression(cursor) };
}

function none(cursor: Cursor): [] {
  cursor.expect(')');
  return [];
}
