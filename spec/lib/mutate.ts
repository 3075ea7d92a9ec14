import { type Change, mistakes, type Surroundings } from './mistakes.ts';
import type { OptionDeclarations } from './options.ts';
import type { Definition, Expression, Program } from './syntax.ts';
import { rebuild, visit } from './walk.ts';

/** A program with one small mistake in it. */
export interface Mutation {
  /** `in z[k]: + for −`. */
  readonly says: string;
  readonly program: Program;
}

/**
 * Every program that differs by one small mistake in what its outputs are made of. Some are not well formed, and some mean
 * the same.
 */
export function* mutations(program: Program, options: OptionDeclarations = {}): Generator<Mutation> {
  const at = (indices: Surroundings['indices']): Surroundings => ({ indices, options, inIndex: false });
  const used = usedNames(program);
  for (const [n, definition] of program.definitions.entries())
    if (used.has(definition.name))
      for (const { says, to } of changed(definition.body, at(definition.indices)))
        yield {
          says: `in ${leftSide(definition)}: ${says}`,
          program: { ...program, definitions: program.definitions.with(n, { ...definition, body: to }) },
        };
  for (const [n, one] of program.functions.entries())
    if (used.has(one.name))
      for (const { says, to } of changed(one.body, at([])))
        yield {
          says: `in ${one.name}(${one.parameters}): ${says}`,
          program: { ...program, functions: program.functions.with(n, { ...one, body: to }) },
        };
  yield* exchanges(program, used);
}

/** One definition's right side taken for another's, gates for instance. */
function* exchanges(program: Program, used: ReadonlySet<string>): Generator<Mutation> {
  const { definitions } = program;
  const indices = (d: Definition) => d.indices.map(({ name }) => name).join();
  for (const [n, one] of definitions.entries())
    for (const [m, other] of definitions.entries()) {
      if (m <= n || indices(one) !== indices(other)) continue;
      if (!used.has(one.name) && !used.has(other.name)) continue;
      yield {
        says: `${leftSide(one)} and ${leftSide(other)} exchanged`,
        program: {
          ...program,
          definitions: definitions
            .with(n, { ...one, body: other.body, source: other.source })
            .with(m, { ...other, body: one.body, source: one.source }),
        },
      };
    }
}

/** The definitions and functions that the outputs are made of: an algorithm may have put others out of use. */
function usedNames({ outputs, definitions, functions }: Program): ReadonlySet<string> {
  const bodies = new Map([...definitions, ...functions].map(({ name, body }) => [name, body]));
  const used = new Set<string>();
  const follow = (name: string) => {
    const body = bodies.get(name);
    if (!body || used.has(name)) return;
    used.add(name);
    visit(body, (part) => {
      if (part.kind === 'name' || part.kind === 'read' || part.kind === 'apply') follow(part.name);
    });
  };
  for (const { name, dims } of outputs) {
    follow(name);
    for (const dim of dims) visit(dim, (part) => part.kind === 'name' && follow(part.name));
  }
  return used;
}

/** As the text has it: without the axes of whole tensors. */
function leftSide({ name, indices }: Definition): string {
  const own = indices.map((index) => index.name).filter((index) => !index.startsWith('.'));
  return own.length === 0 ? name : `${name}[${own}]`;
}

/** The expression with one mistake, at its root or further in. */
function* changed(e: Expression, where: Surroundings): Generator<Change> {
  yield* mistakes(e, where);
  const inside: Surroundings = {
    ...where,
    ...(e.kind === 'reduce' && { indices: [...where.indices, ...e.variables] }),
    ...(e.kind === 'read' && { inIndex: true }),
  };
  const parts: Expression[] = [];
  rebuild(e, (part) => {
    parts.push(part);
    return part;
  });
  for (const [at, part] of parts.entries())
    for (const { says, to } of changed(part, inside)) {
      let n = 0;
      yield { says, to: rebuild(e, (other) => (n++ === at ? to : other)) };
    }
}
