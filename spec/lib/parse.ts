import { Cursor } from './cursor.ts';
import { additive, expression, indexVariable } from './parse-expression.ts';
import {
  type Definition,
  FUNCTIONS,
  type LocalFunction,
  type Parameter,
  type Program,
  REDUCTIONS,
} from './syntax.ts';

/** Words that mean something of their own and can name nothing else. */
const RESERVED = new Set([
  'div',
  'mod',
  'and',
  'or',
  'not',
  'in',
  ...Object.keys(REDUCTIONS),
  ...Object.keys(FUNCTIONS),
]);

/** `name(inputs; options) -> outputs`, then one equation a line. Throws a SpecError. */
export function parse(source: string): Program {
  const cursor = new Cursor(source);
  cursor.skipNewlines();
  const { text: name } = cursor.name('the name of the formula');
  cursor.expect('(');
  const inputs = parameters(cursor);
  const options = cursor.accept(';') ? optionNames(cursor) : [];
  cursor.expect(')');
  cursor.expect('->');
  const outputs = parameters(cursor);
  if (outputs.length === 0) cursor.fail(`Expected an output after '->', found ${cursor.found()}`);
  return { name, inputs, options, outputs, ...equations(cursor), source };
}

/** Equations alone: what a variant or an algorithm changes. Throws a SpecError. */
export function parseEquations(source: string): Pick<Program, 'functions' | 'definitions'> {
  return equations(new Cursor(source));
}

function parameters(cursor: Cursor): Parameter[] {
  const found: Parameter[] = [];
  while (cursor.next.kind === 'name') {
    const { text: name, at } = free(cursor, 'a name');
    const dims = cursor.accept('[') ? cursor.list(']', () => additive(cursor)) : [];
    const within = cursor.accept('in') ? { within: additive(cursor) } : {};
    found.push({ name, dims, ...within, at });
    if (!cursor.accept(',')) break;
  }
  return found;
}

function optionNames(cursor: Cursor): { name: string; at: number }[] {
  const found: { name: string; at: number }[] = [];
  while (cursor.next.kind === 'name') {
    const { text: name, at } = free(cursor, 'an option');
    found.push({ name, at });
    if (!cursor.accept(',')) break;
  }
  return found;
}

function equations(cursor: Cursor): { functions: LocalFunction[]; definitions: Definition[] } {
  const functions: LocalFunction[] = [];
  const definitions: Definition[] = [];
  const { source } = cursor;
  for (cursor.skipNewlines(); cursor.next.kind !== 'end'; cursor.skipNewlines()) {
    const { text: name, at } = free(cursor, 'an equation');
    if (cursor.accept('(')) {
      const parameters = cursor.list(')', () => free(cursor, 'a parameter').text);
      cursor.expect('=');
      functions.push({ name, parameters, body: expression(cursor), at, source });
    } else {
      const indices = cursor.accept('[') ? cursor.list(']', () => indexVariable(cursor)) : [];
      cursor.expect('=');
      definitions.push({ name, indices, body: expression(cursor), at, source });
    }
    if (!['newline', 'end'].includes(cursor.next.kind) && !cursor.sees(';'))
      cursor.fail(
        `Expected an operator or a new line, found ${cursor.found()} (products are written with *)`,
      );
  }
  return { functions, definitions };
}

function free(cursor: Cursor, what: string) {
  const token = cursor.name(what);
  if (RESERVED.has(token.text))
    cursor.fail(`Cannot use '${token.text}' as a name: it means something of its own`, token.at);
  return token;
}
