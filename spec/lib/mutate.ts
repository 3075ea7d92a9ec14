import type { Comparison, Definition, Expression, Program, Reduction } from './syntax.ts';
import { rebuild } from './walk.ts';

/** A program with one small mistake in it. */
export interface Mutation {
  /** `in z[k]: + for −`. */
  readonly says: string;
  readonly program: Program;
}

/** Every program that differs by one small mistake. Some of them are not well formed, and some mean the same. */
export function* mutations(program: Program): Generator<Mutation> {
  for (const [n, definition] of program.definitions.entries())
    for (const { says, to } of changed(definition.body))
      yield {
        says: `in ${leftSide(definition)}: ${says}`,
        program: { ...program, definitions: program.definitions.with(n, { ...definition, body: to }) },
      };
  for (const [n, one] of program.functions.entries())
    for (const { says, to } of changed(one.body))
      yield {
        says: `in ${one.name}(${one.parameters}): ${says}`,
        program: { ...program, functions: program.functions.with(n, { ...one, body: to }) },
      };
}

interface Change {
  readonly says: string;
  readonly to: Expression;
}

const leftSide = ({ name, indices }: Definition): string =>
  indices.length === 0 ? name : `${name}[${indices.map((index) => index.name)}]`;

/** The expression with one mistake, at its root or further in. */
function* changed(e: Expression): Generator<Change> {
  yield* mistakes(e);
  let count = 0;
  rebuild(e, (part) => {
    count++;
    return part;
  });
  for (let at = 0; at < count; at++) {
    let n = 0;
    let inner: Expression = e;
    rebuild(e, (part) => {
      if (n++ === at) inner = part;
      return part;
    });
    for (const { says, to } of changed(inner)) {
      let m = 0;
      yield { says, to: rebuild(e, (part) => (m++ === at ? to : part)) };
    }
  }
}

const COMPARISONS: Readonly<Record<Comparison, Comparison>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '==': '!=',
  '!=': '==',
};

const REDUCTIONS: Readonly<Record<Reduction, Reduction>> = {
  sum: 'max',
  prod: 'sum',
  max: 'min',
  min: 'max',
};

/** A function that one might have taken for another. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'expm1',
  expm1: 'exp',
  log: 'log1p',
  log1p: 'log',
  sqrt: 'abs',
  tanh: 'sigmoid',
  sigmoid: 'tanh',
  softplus: 'exp',
  sin: 'cos',
  cos: 'sin',
  erf: 'tanh',
  max: 'min',
  min: 'max',
};

/** The mistakes that one can make at the root of an expression. */
function* mistakes(e: Expression): Generator<Change> {
  switch (e.kind) {
    case 'number':
      yield { says: `${Number(e.text) + 1} for ${e.text}`, to: { ...e, text: String(Number(e.text) + 1) } };
      return;
    case 'negate':
      yield { says: 'a sign lost', to: e.a };
      return;
    case 'not':
      yield { says: 'a negation lost', to: e.a };
      return;
    case 'binary':
      yield* arithmeticMistakes(e);
      return;
    case 'compare':
      yield { says: `${COMPARISONS[e.op]} for ${e.op}`, to: { ...e, op: COMPARISONS[e.op] } };
      return;
    case 'logic':
      yield {
        says: e.op === 'and' ? 'or for and' : 'and for or',
        to: { ...e, op: e.op === 'and' ? 'or' : 'and' },
      };
      return;
    case 'conditional':
      yield { says: 'the other branch', to: { ...e, yes: e.no, no: e.yes } };
      return;
    case 'reduce':
      yield { says: `${REDUCTIONS[e.op]} for ${e.op}`, to: { ...e, op: REDUCTIONS[e.op] } };
      return;
    case 'apply': {
      const other = FUNCTIONS[e.name];
      if (other !== undefined) yield { says: `${other} for ${e.name}`, to: { ...e, name: other } };
      return;
    }
    case 'read':
      if (e.indices.length === 2)
        yield { says: `${e.name} transposed`, to: { ...e, indices: e.indices.toReversed() } };
      return;
    case 'infinity':
    case 'word':
    case 'name':
    case 'slice':
  }
}

function* arithmeticMistakes(e: Extract<Expression, { kind: 'binary' }>): Generator<Change> {
  switch (e.op) {
    case '+':
      yield { says: '− for +', to: { ...e, op: '-' } };
      yield { says: 'the second term dropped', to: e.a };
      yield { says: 'the first term dropped', to: e.b };
      return;
    case '-':
      yield { says: '+ for −', to: { ...e, op: '+' } };
      yield { says: 'what is subtracted dropped', to: e.a };
      return;
    case '*':
      yield { says: 'a sum for a product', to: { ...e, op: '+' } };
      yield { says: 'the second factor dropped', to: e.a };
      yield { says: 'the first factor dropped', to: e.b };
      return;
    case '/':
      yield { says: 'the divisor dropped', to: e.a };
      yield { says: 'a product for a quotient', to: { ...e, op: '*' } };
      return;
    case '^':
      yield { says: 'the exponent dropped', to: e.a };
      return;
    case 'div':
    case 'mod':
      yield {
        says: `${e.op === 'div' ? 'mod' : 'div'} for ${e.op}`,
        to: { ...e, op: e.op === 'div' ? 'mod' : 'div' },
      };
  }
}
