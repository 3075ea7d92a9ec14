import type { Definition, Expression, IndexVariable } from './syntax.ts';

/** The direct parts of an expression. */
export function parts(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'number':
    case 'infinity':
    case 'word':
    case 'name':
    case 'slice':
      return [];
    case 'read':
      return e.outside ? [...e.indices, e.outside] : e.indices;
    case 'apply':
      return [...e.args, ...e.options.map(({ value }) => value), ...(e.indices ?? [])];
    case 'negate':
    case 'not':
      return [e.a];
    case 'binary':
    case 'compare':
    case 'logic':
      return [e.a, e.b];
    case 'conditional':
      return [e.test, e.yes, e.no];
    case 'reduce':
      return [...e.variables.flatMap(({ size }) => (size ? [size] : [])), e.body];
  }
}

/** The same expression over other parts. */
export function rebuild(e: Expression, f: (part: Expression) => Expression): Expression {
  switch (e.kind) {
    case 'number':
    case 'infinity':
    case 'word':
    case 'name':
    case 'slice':
      return e;
    case 'read':
      return { ...e, indices: e.indices.map(f), ...(e.outside && { outside: f(e.outside) }) };
    case 'apply':
      return {
        ...e,
        args: e.args.map(f),
        options: e.options.map(({ name, value }) => ({ name, value: f(value) })),
        ...(e.indices && { indices: e.indices.map(f) }),
      };
    case 'negate':
    case 'not':
      return { ...e, a: f(e.a) };
    case 'binary':
    case 'compare':
    case 'logic':
      return { ...e, a: f(e.a), b: f(e.b) };
    case 'conditional':
      return { ...e, test: f(e.test), yes: f(e.yes), no: f(e.no) };
    case 'reduce':
      return { ...e, variables: e.variables.map((v) => withSize(v, f)), body: f(e.body) };
  }
}

export function withSize(variable: IndexVariable, f: (size: Expression) => Expression): IndexVariable {
  return variable.size ? { ...variable, size: f(variable.size) } : variable;
}

/** Calls `visit` on the expression and on everything in it, outermost first. */
export function visit(e: Expression, each: (part: Expression) => void): void {
  each(e);
  for (const part of parts(e)) visit(part, each);
}

/** The names that an expression uses and does not bind itself: scalars, arrays and indices alike. */
export function freeNames(e: Expression, found = new Set<string>()): Set<string> {
  if (e.kind === 'name' || e.kind === 'read') found.add(e.name);
  if (e.kind !== 'reduce') for (const part of parts(e)) freeNames(part, found);
  else {
    const inside = freeNames(e.body);
    for (const { size } of e.variables) if (size) freeNames(size, inside);
    for (const { name } of e.variables) inside.delete(name);
    for (const name of inside) found.add(name);
  }
  return found;
}

/** Replaces scalar names; a name bound by a reduction inside is left alone. */
export function substitute(e: Expression, by: ReadonlyMap<string, Expression>): Expression {
  if (by.size === 0) return e;
  if (e.kind === 'name') return by.get(e.name) ?? e;
  if (e.kind !== 'reduce') return rebuild(e, (part) => substitute(part, by));
  const bound = new Set(e.variables.map(({ name }) => name));
  const outer = new Map([...by].filter(([name]) => !bound.has(name)));
  return rebuild(e, (part) => substitute(part, outer));
}

/** The definitions that read one of `roots`, directly or through other definitions. */
export function dependents(definitions: readonly Definition[], roots: ReadonlySet<string>): Set<string> {
  const reached = new Set(roots);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const { name, body } of definitions)
      if ([...freeNames(body)].some((used) => reached.has(used))) reached.add(name);
  }
  return new Set(definitions.map(({ name }) => name).filter((name) => reached.has(name)));
}
