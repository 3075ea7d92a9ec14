import { type Change, mistakes, type Surroundings } from './mistakes.ts';
import type { OptionDeclarations } from './options.ts';
import type { Definition, Expression, Program } from './syntax.ts';
import { rebuild } from './walk.ts';

/** A program with one small mistake in it. */
export interface Mutation {
  /** `in z[k]: + for −`. */
  readonly says: string;
  readonly program: Program;
}

/** Every program that differs by one small mistake. Some of them are not well formed, and some mean the same. */
export function* mutations(program: Program, options: OptionDeclarations = {}): Generator<Mutation> {
  const at = (indices: Surroundings['indices']): Surroundings => ({ indices, options, inIndex: false });
  for (const [n, definition] of program.definitions.entries())
    for (const { says, to } of changed(definition.body, at(definition.indices)))
      yield {
        says: `in ${leftSide(definition)}: ${says}`,
        program: { ...program, definitions: program.definitions.with(n, { ...definition, body: to }) },
      };
  for (const [n, one] of program.functions.entries())
    for (const { says, to } of changed(one.body, at([])))
      yield {
        says: `in ${one.name}(${one.parameters}): ${says}`,
        program: { ...program, functions: program.functions.with(n, { ...one, body: to }) },
      };
  yield* exchanges(program);
}

/** One definition's right side taken for another's, gates for instance. */
function* exchanges(program: Program): Generator<Mutation> {
  const { definitions } = program;
  const indices = (d: Definition) => d.indices.map(({ name }) => name).join();
  for (const [n, one] of definitions.entries())
    for (const [m, other] of definitions.entries()) {
      if (m <= n || indices(one) !== indices(other)) continue;
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

const leftSide = ({ name, indices }: Definition): string =>
  indices.length === 0 ? name : `${name}[${indices.map((index) => index.name)}]`;

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
