import type { OptionDeclarations } from './options.ts';
import type { Comparison, Expression, IndexVariable, Read, Reduce, Reduction } from './syntax.ts';
import { freeNames, substitute } from './walk.ts';

/** What one might have written in the place of an expression. */
export interface Change {
  readonly says: string;
  readonly to: Expression;
}

/** Where the expression stands. */
export interface Surroundings {
  /** The indices in scope, outermost first. */
  readonly indices: readonly IndexVariable[];
  readonly options: OptionDeclarations;
  /** Inside the brackets of a read, where a number counts elements. */
  readonly inIndex: boolean;
}

const COMPARISONS: Readonly<Record<Comparison, readonly Comparison[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '==': ['!='],
  '!=': ['=='],
};

const REDUCTIONS: Readonly<Record<Reduction, readonly Reduction[]>> = {
  sum: ['max', 'prod'],
  prod: ['sum'],
  max: ['min', 'sum'],
  min: ['max'],
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

const number = (text: string, at: number): Expression => ({ kind: 'number', text, at });

/** The mistakes that one can make at the root of an expression. */
export function* mistakes(e: Expression, where: Surroundings): Generator<Change> {
  switch (e.kind) {
    case 'number':
      yield* ofNumber(e, where);
      return;
    case 'name':
      if (where.options[e.name]?.type === 'real')
        yield {
          says: `twice ${e.name}`,
          to: { kind: 'binary', op: '*', a: number('2', e.at), b: e, at: e.at },
        };
      return;
    case 'negate':
      yield { says: 'a sign lost', to: e.a };
      return;
    case 'not':
      yield { says: 'a negation lost', to: e.a };
      return;
    case 'binary':
      yield* ofArithmetic(e);
      return;
    case 'compare':
      for (const op of COMPARISONS[e.op]) yield { says: `${op} for ${e.op}`, to: { ...e, op } };
      return;
    case 'logic':
      yield {
        says: e.op === 'and' ? 'or for and' : 'and for or',
        to: { ...e, op: e.op === 'and' ? 'or' : 'and' },
      };
      return;
    case 'conditional':
      yield { says: 'the other branch', to: { ...e, yes: e.no, no: e.yes } };
      yield { says: 'the first case always', to: e.yes };
      yield { says: 'the second case always', to: e.no };
      return;
    case 'reduce':
      yield* ofReduction(e);
      return;
    case 'apply':
      yield* ofFunction(e);
      return;
    case 'read':
      yield* ofRead(e, where);
      return;
    case 'infinity':
    case 'word':
    case 'slice':
  }
}

function* ofNumber(
  { text, at }: Extract<Expression, { kind: 'number' }>,
  { inIndex }: Surroundings,
): Generator<Change> {
  const value = Number(text);
  const others = inIndex || value === 0 ? [value + 1, value - 1] : [value + 1, value - 1, 2 * value];
  for (const other of new Set(others))
    if (other >= 0) yield { says: `${other} for ${text}`, to: number(String(other), at) };
}

function* ofArithmetic(e: Extract<Expression, { kind: 'binary' }>): Generator<Change> {
  switch (e.op) {
    case '+':
      yield { says: '− for +', to: { ...e, op: '-' } };
      yield { says: 'a product for a sum', to: { ...e, op: '*' } };
      yield { says: 'the second term dropped', to: e.a };
      yield { says: 'the first term dropped', to: e.b };
      return;
    case '-':
      yield { says: '+ for −', to: { ...e, op: '+' } };
      yield { says: 'what is subtracted dropped', to: e.a };
      yield { says: 'a difference turned round', to: { ...e, a: e.b, b: e.a } };
      return;
    case '*':
      yield { says: 'a sum for a product', to: { ...e, op: '+' } };
      yield { says: 'the second factor dropped', to: e.a };
      yield { says: 'the first factor dropped', to: e.b };
      return;
    case '/':
      yield { says: 'the divisor dropped', to: e.a };
      yield { says: 'a product for a quotient', to: { ...e, op: '*' } };
      yield { says: 'a quotient turned round', to: { ...e, a: e.b, b: e.a } };
      yield* outsideTheRoot(e);
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

/** a / (√v + ε) for a / √(v + ε) is in `ofFunction`; this is √(v + ε) where √v + ε was meant. */
function* outsideTheRoot(e: Extract<Expression, { kind: 'binary' }>): Generator<Change> {
  const { b } = e;
  if (b.kind !== 'binary' || b.op !== '+' || b.a.kind !== 'apply' || b.a.name !== 'sqrt') return;
  const [inside] = b.a.args;
  yield {
    says: 'what is added to a root moved into it',
    to: { ...e, b: { ...b.a, args: [{ ...b, a: inside! }] } },
  };
}

function* ofReduction(e: Reduce): Generator<Change> {
  for (const op of REDUCTIONS[e.op]) yield { says: `${op} for ${e.op}`, to: { ...e, op } };
  if (e.op !== 'sum') return;
  const count: Expression = { ...e, body: number('1', e.at) };
  if (e.variables.every(({ size }) => size))
    yield { says: 'a mean for a sum', to: { kind: 'binary', op: '/', a: e, b: count, at: e.at } };
}

function* ofFunction(e: Extract<Expression, { kind: 'apply' }>): Generator<Change> {
  const other = FUNCTIONS[e.name];
  if (other !== undefined) yield { says: `${other} for ${e.name}`, to: { ...e, name: other } };
  const [inside] = e.args;
  if (e.name === 'sqrt' && inside?.kind === 'binary' && inside.op === '+')
    yield {
      says: 'what is added under a root moved out of it',
      to: { ...inside, a: { ...e, args: [inside.a] } },
    };
  if (e.name === 'stop') yield { says: 'a gradient where there is none', to: inside! };
}

function* ofRead(e: Read, { indices }: Surroundings): Generator<Change> {
  for (let first = 0; first < e.indices.length; first++)
    for (let second = first + 1; second < e.indices.length; second++) {
      const swapped = e.indices.with(first, e.indices[second]!).with(second, e.indices[first]!);
      yield { says: `${e.name} transposed`, to: { ...e, indices: swapped } };
    }
  for (const [n, index] of e.indices.entries()) {
    for (const by of ['+', '-'] as const)
      yield {
        says: `${e.name} read one ${by === '+' ? 'further on' : 'back'}`,
        to: shifted(e, n, { kind: 'binary', op: by, a: index, b: number('1', e.at), at: e.at }),
      };
    yield* ofIndex(e, n, index, indices);
  }
}

/** Outside the array there is nothing, unless the text says what there is. */
const shifted = (e: Read, n: number, index: Expression): Read => ({
  ...e,
  indices: e.indices.with(n, index),
  outside: e.outside ?? number('0', e.at),
});

function* ofIndex(
  e: Read,
  n: number,
  index: Expression,
  indices: readonly IndexVariable[],
): Generator<Change> {
  const used = freeNames(index);
  for (const { name } of indices) {
    if (!used.has(name)) continue;
    for (const { name: other, at } of indices)
      if (other !== name) {
        const by = new Map<string, Expression>([[name, { kind: 'name', name: other, at }]]);
        yield {
          says: `${e.name} read at ${other} for ${name}`,
          to: { ...e, indices: e.indices.with(n, substitute(index, by)) },
        };
      }
  }
  // What a recurrence has reached is not carried on.
  if (index.kind === 'binary' && index.op === '-' && index.b.kind === 'number')
    yield {
      says: `the first ${e.name} again and again`,
      to: { ...e, indices: e.indices.with(n, number('0', e.at)) },
    };
}
