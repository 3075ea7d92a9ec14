import { parseEquations } from './parse.ts';
import { SpecError } from './source.ts';
import type { Program } from './syntax.ts';
import { dependents } from './walk.ts';

/**
 * The program with some of its equations replaced: how an algorithm differs from the definition, a convention from
 * another, a mistake from the truth. An equation for a name that the program does not have is added. Throws a SpecError.
 */
export function edit(program: Program, changes: string): Program {
  const { definitions, functions } = parseEquations(changes);
  for (const { name, at, source } of definitions) {
    const inputs = program.inputs.map((input) => input.name);
    if (inputs.includes(name)) throw new SpecError(`Cannot redefine the input '${name}'`, source, at);
  }
  return {
    ...program,
    functions: replaced(program.functions, functions),
    definitions: replaced(program.definitions, definitions),
  };
}

/** Does the program have an equation that the changes replace, and does an output depend on it? */
export function canEdit(program: Program, changes: string): boolean {
  const { definitions, functions } = parseEquations(changes);
  const replaces = (names: readonly { readonly name: string }[], name: string) =>
    names.some((n) => n.name === name);
  if (functions.some(({ name }) => replaces(program.functions, name))) return true;
  const changed = new Set(
    definitions.map(({ name }) => name).filter((name) => replaces(program.definitions, name)),
  );
  const reached = dependents(program.definitions, changed);
  return program.outputs.some(({ name }) => changed.has(name) || reached.has(name));
}

/** New functions go first: they may use only what stands before them, and what replaces may use them. */
function replaced<Named extends { readonly name: string }>(
  old: readonly Named[],
  changes: readonly Named[],
): Named[] {
  const byName = new Map(changes.map((change) => [change.name, change]));
  const kept = old.map((one) => byName.get(one.name) ?? one);
  const names = new Set(old.map(({ name }) => name));
  return [...changes.filter(({ name }) => !names.has(name)), ...kept];
}
