import type { Checked } from '../../spec/lib/check.ts';
import type { Step } from '../../spec/lib/order.ts';
import type { Definition, Expression, IndexVariable, Reduce } from '../../spec/lib/syntax.ts';
import type { OptionValues } from '../../spec/lib/tensor.ts';
import { freeNames, parts } from '../../spec/lib/walk.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { Block, identifier } from './block.ts';
import { type Dialect, generic } from './dialect.ts';
import { Emitter } from './emit.ts';
import { rationalOfDouble } from './rational.ts';

export type Sizes = Readonly<Record<string, number>>;

/** Inputs and outputs flat and row major; integer inputs as plain integers. */
export type Evaluate<T> = (
  inputs: Readonly<Record<string, ArrayLike<T> | ArrayLike<number>>>,
  sizes: Sizes,
  options: OptionValues,
) => Record<string, T[] | number[]>;

/** The formula as JavaScript over an arithmetic: every definition an array, filled in the order of `checked.steps`. */
export function compile<T>(
  checked: Checked,
  arithmetic: Arithmetic<T>,
  dialect: Dialect = generic,
): Evaluate<T> {
  const source = write(checked, dialect);
  const build = new Function('A', 'not3', 'and3', 'or3', 'choose3', 'floorMod', 'optionValue', source);
  const optionValue = (x: unknown) => (typeof x === 'number' ? fromDouble(arithmetic, x) : x);
  return build(arithmetic, not3, and3, or3, choose3, floorMod, optionValue) as Evaluate<T>;
}

/** The sizes that a formula computes from others: output sizes, say. */
export function compileSizes(
  checked: Checked,
): (sizes: Sizes, options: OptionValues) => Record<string, number> {
  const block = new Block();
  const emitter = new Emitter(checked, generic);
  const names = checked.computed.map(({ name, body }) => {
    block.lines.push(`const ${identifier('n', name)} = ${emitter.integer(body, block)};`);
    return name;
  });
  const result = names.map((name) => `${JSON.stringify(name)}: ${identifier('n', name)}`).join(', ');
  const body = `${unpack(checked, false)}\n${block.code()}\nreturn { ...sizes, ${result} };`;
  return new Function('floorMod', 'and3', 'or3', `return (sizes, options) => {${body}}`)(floorMod, and3, or3);
}

function write(checked: Checked, dialect: Dialect): string {
  const emitter = new Emitter(checked, dialect);
  const block = new Block();
  for (const f of checked.functions) {
    emitter.parameters = new Set(f.parameters);
    const inside = block.inner();
    const code = emitter.real(f.body, inside);
    emitter.parameters = new Set();
    const parameters = f.parameters.map((p) => identifier('p', p)).join(', ');
    block.lines.push(
      `const ${identifier('f', f.name)} = (${parameters}) => {${inside.code()} return ${code};};`,
    );
  }
  const all = definitions(checked.steps);
  for (const d of all) {
    const count = checked.shapeOf(d.name).map((size) => emitter.size(size));
    block.lines.push(`const ${identifier('a', d.name)} = new Array(${count.join(' * ') || '1'});`);
  }
  for (const step of checked.steps) writeStep(step, [], emitter, block);
  const outputs = checked.outputs.map(({ name, type }) => {
    const array = identifier('a', name);
    // What the equations count with are plain integers; what they give are numbers of the arithmetic.
    const given = type === 'int' ? `${array}.map((x) => ${dialect.number('x')})` : array;
    return `${JSON.stringify(name)}: ${given}`;
  });
  const constants = [...emitter.constants].map(([text, code]) => `const ${identifier('c', text)} = ${code};`);
  return `'use strict';
${constants.join('\n')}
return (inputs, sizes, options) => {
${unpack(checked, true)}
${block.code()}
return { ${outputs.join(', ')} };
};`;
}

function unpack(checked: Checked, full: boolean): string {
  const computed = full ? checked.computed.map(({ name }) => name) : [];
  const lines = [...checked.sizes, ...computed].map(
    (n) => `const ${identifier('n', n)} = sizes[${JSON.stringify(n)}];`,
  );
  for (const { name } of checked.program.options) {
    const value = `options[${JSON.stringify(name)}]`;
    const real = full && checked.options[name]?.type === 'real';
    lines.push(`const ${identifier('o', name)} = ${real ? `optionValue(${value})` : value};`);
  }
  if (full)
    for (const { name } of checked.inputs)
      lines.push(`const ${identifier('a', name)} = inputs[${JSON.stringify(name)}];`);
  return lines.join('\n');
}

function definitions(steps: readonly Step[]): Definition[] {
  return steps.flatMap((step) => (step.kind === 'definition' ? [step.definition] : definitions(step.steps)));
}

/** `times` are the loops along time that stand around the step, each with the definition's axis it moves along. */
function writeStep(step: Step, times: readonly TimeLoop[], emitter: Emitter, block: Block): void {
  if (step.kind === 'recurrence') {
    const counter = block.fresh('t');
    const inside = block.inner();
    for (const inner of step.steps)
      writeStep(inner, [...times, { counter, axes: step.time }], emitter, inside);
    const longest = [...step.time].map(([d, axis]) => emitter.size(emitter.checked.sizeOf(d.indices[axis]!)));
    block.lines.push(
      `for (let ${counter} = 0; ${counter} < Math.max(${longest.join(', ')}); ${counter}++) {`,
    );
    block.lines.push(...inside.lines, '}');
    return;
  }
  const { definition: d } = step;
  if (times.length === 0) fill(identifier('a', d.name), d.indices, d.body, emitter, block);
  else writeMoving(d, times, emitter, block);
}

/** One step in time of a definition: its other axes are looped over, if it reaches this far at all. */
function writeMoving(d: Definition, times: readonly TimeLoop[], emitter: Emitter, block: Block): void {
  const moving = times.map(({ counter, axes }) => ({ counter, v: d.indices[axes.get(d)!]! }));
  const rest = d.indices.filter((v) => !moving.some((m) => m.v === v));
  const inside = block.inner();
  for (const { counter, v } of moving) inside.lines.push(`const ${identifier('i', v.name)} = ${counter};`);
  emitter.within(
    moving.map(({ v }) => v.name),
    () => {
      emitter.loop(rest, inside, (body) => store(identifier('a', d.name), d.indices, d.body, emitter, body));
    },
  );
  const reached = moving.map(({ counter, v }) => `${counter} < ${emitter.size(emitter.checked.sizeOf(v))}`);
  block.lines.push(`if (${reached.join(' && ')}) {`, ...inside.lines, '}');
}

interface TimeLoop {
  readonly counter: string;
  readonly axes: ReadonlyMap<Definition, number>;
}

function fill(
  array: string,
  indices: readonly IndexVariable[],
  body: Expression,
  emitter: Emitter,
  block: Block,
): void {
  hoist(body, indices, emitter, block);
  emitter.loop(indices, block, (inside) => store(array, indices, body, emitter, inside));
}

function store(
  array: string,
  indices: readonly IndexVariable[],
  body: Expression,
  emitter: Emitter,
  block: Block,
): void {
  const shape = indices.map((v) => emitter.checked.sizeOf(v));
  const position = emitter.offset(
    indices.map((v) => identifier('i', v.name)),
    shape,
  );
  const code = emitter.isInteger(body) ? emitter.integer(body, block) : emitter.real(body, block);
  block.lines.push(`${array}[${position}] = ${code};`);
}

/**
 * A reduction that does not change with every loop around it is computed once, into an array of its own: otherwise a
 * softmax would add up its denominator for each of its outputs. Not below a condition, which may guard its reads.
 */
function hoist(e: Expression, loops: readonly IndexVariable[], emitter: Emitter, block: Block): void {
  if (e.kind === 'conditional' || e.kind === 'logic') return;
  if (e.kind !== 'reduce') {
    for (const part of parts(e)) hoist(part, loops, emitter, block);
    return;
  }
  const used = freeNames(e);
  const needed = loops.filter((v) => used.has(v.name));
  if (needed.length === loops.length) {
    hoist(e.body, [...loops, ...e.variables], emitter, block);
    return;
  }
  const array = block.fresh('h');
  const count = needed.map((v) => emitter.size(emitter.checked.sizeOf(v))).join(' * ') || '1';
  block.lines.push(`const ${array} = new Array(${count});`);
  fill(array, needed, e, emitter, block);
  const shape = needed.map((v) => emitter.checked.sizeOf(v));
  emitter.hoisted.set(
    e as Reduce,
    `${array}[${emitter.offset(
      needed.map((v) => identifier('i', v.name)),
      shape,
    )}]`,
  );
}

type Truth = boolean | undefined;

const not3 = (a: Truth): Truth => (a === undefined ? undefined : !a);

const and3 = (a: Truth, later: () => Truth): Truth => {
  if (a === false) return false;
  const b = later();
  return b === false ? false : a === undefined || b === undefined ? undefined : true;
};

const or3 = (a: Truth, later: () => Truth): Truth => not3(and3(not3(a), () => not3(later())));

const choose3 = <T>(A: Arithmetic<T>, test: Truth, yes: () => T, no: () => T): T =>
  test === undefined ? A.join(yes(), no()) : test ? yes() : no();

const floorMod = (a: number, b: number): number => a - b * Math.floor(a / b);

/** An option's double as the arithmetic has it: exact where it can be, rounded with the error accounted where not. */
function fromDouble<T>(arithmetic: Arithmetic<T>, x: number): T {
  if (!Number.isFinite(x) || Number.isInteger(x)) return arithmetic.number(x);
  const { numerator, denominator } = rationalOfDouble(x);
  return arithmetic.ratio(numerator, denominator);
}
