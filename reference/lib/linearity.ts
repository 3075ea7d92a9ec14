import type { Checked } from '../../spec/lib/check.ts';
import type { Expression } from '../../spec/lib/syntax.ts';
import { freeNames, parts } from '../../spec/lib/walk.ts';

/** The real inputs in which every output is affine while the others stand still. */
export function affineInputs(checked: Checked): string[] {
  return checked.inputs
    .filter(({ within }) => !within)
    .map(({ name }) => name)
    .filter((input) => isAffine(checked, input));
}

function isAffine({ program }: Checked, input: string): boolean {
  const degrees = new Map<string, number>([[input, 1]]);
  // A recurrence may raise its own degree: two rounds show whether it does.
  for (let round = 0; round <= program.definitions.length + 1; round++)
    for (const { name, body } of program.definitions) degrees.set(name, degree(body, degrees));
  const found = program.outputs.map(({ name }) => degrees.get(name) ?? 0);
  return found.every((d) => d <= 1) && found.includes(1);
}

/** 0: does not depend on the input. 1: affine. ∞: anything else. */
function degree(e: Expression, degrees: ReadonlyMap<string, number>): number {
  const of = (part: Expression) => degree(part, degrees);
  const highest = (all: readonly Expression[]) => Math.max(0, ...all.map(of));
  const constantOnly = (all: readonly Expression[]) => (highest(all) === 0 ? 0 : Infinity);
  switch (e.kind) {
    case 'name':
      return degrees.get(e.name) ?? 0;
    case 'read':
      return Math.max(degrees.get(e.name) ?? 0, e.outside ? of(e.outside) : 0);
    case 'negate':
      return of(e.a);
    case 'binary':
      if (e.op === '+' || e.op === '-') return Math.max(of(e.a), of(e.b));
      if (e.op === '*') return of(e.a) + of(e.b) > 1 ? Infinity : of(e.a) + of(e.b);
      if (e.op === '/') return of(e.b) === 0 ? of(e.a) : Infinity;
      return constantOnly([e.a, e.b]);
    case 'conditional':
      return of(e.test) === 0 ? Math.max(of(e.yes), of(e.no)) : Infinity;
    case 'reduce':
      return e.op === 'sum' ? of(e.body) : constantOnly([e.body]);
    case 'compare':
    case 'logic':
    case 'not':
    case 'apply':
      return [...freeNames(e)].every((name) => (degrees.get(name) ?? 0) === 0) ? 0 : Infinity;
    default:
      return highest(parts(e));
  }
}
