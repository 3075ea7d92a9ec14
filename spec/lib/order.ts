import { constantValue, name, subtract } from './polynomial.ts';
import type { Ranges } from './ranges.ts';
import { SpecError } from './source.ts';
import type { Definition, Expression } from './syntax.ts';
import { visit } from './walk.ts';

/** Definitions in the order in which they can be evaluated: one by one, or together, step by step along an index. */
export type Step =
  | { readonly kind: 'definition'; readonly definition: Definition }
  | {
      readonly kind: 'recurrence';
      /** For each definition of the recurrence, which of its axes is the time. */
      readonly time: ReadonlyMap<Definition, number>;
      readonly steps: readonly Step[];
    };

interface Edge {
  readonly from: Definition;
  readonly to: Definition;
  readonly indices: readonly Expression[];
  readonly at: number;
}

/** Throws a SpecError where a definition needs itself and no index goes down. */
export function order(definitions: readonly Definition[], ranges: Ranges): Step[] {
  return arrange(definitions, edges(definitions), ranges);
}

function edges(definitions: readonly Definition[]): Edge[] {
  const byName = new Map(definitions.map((d) => [d.name, d]));
  const found: Edge[] = [];
  for (const from of definitions)
    visit(from.body, (part) => {
      if (part.kind !== 'read' && part.kind !== 'name') return;
      const to = byName.get(part.name);
      if (to) found.push({ from, to, indices: part.kind === 'read' ? part.indices : [], at: part.at });
    });
  return found;
}

function arrange(definitions: readonly Definition[], all: readonly Edge[], ranges: Ranges): Step[] {
  return components(definitions, all).map((group): Step => {
    const inside = all.filter(({ from, to }) => group.includes(from) && group.includes(to));
    if (inside.length === 0) return { kind: 'definition', definition: group[0]! };
    const { time, later } = recurrence(group, inside, ranges);
    return { kind: 'recurrence', time, steps: arrange(group, later, ranges) };
  });
}

/** Of the ways to pick a time axis for each of many definitions, as many as any real recurrence needs. */
const MOST_CHOICES = 5000;

/** An axis along which every read inside the group goes back or stays; the reads that stay must be in order themselves. */
function recurrence(group: readonly Definition[], inside: readonly Edge[], ranges: Ranges) {
  let tries = 0;
  for (const time of choices(group)) {
    if (++tries > MOST_CHOICES) break;
    const shifts = inside.map((edge) => shift(edge, time, ranges));
    if (shifts.some((s) => s === undefined || s < 0) || shifts.every((s) => s === 0)) continue;
    return { time, later: inside.filter((_, n) => shifts[n] === 0) };
  }
  const { from, to, at } = inside[0]!;
  throw new SpecError(
    `'${from.name}' needs ${from === to ? 'itself' : `'${to.name}', which needs it`}: in every such read an index must go down by a number, as in ${to.name}[t-1]`,
    from.source,
    at,
  );
}

/** How far back along the time axes an edge reads: 1 for h[t-1], 0 for h[t], undefined where it is no number. */
function shift(
  { from, to, indices }: Edge,
  time: ReadonlyMap<Definition, number>,
  ranges: Ranges,
): number | undefined {
  const here = from.indices[time.get(from)!];
  const there = indices[time.get(to)!];
  const position = there && ranges.polynomial(there);
  if (!here || !position) return undefined;
  return constantValue(subtract(name(here.name), position));
}

function* choices(group: readonly Definition[]): Generator<Map<Definition, number>> {
  const [first, ...rest] = group;
  if (!first) return yield new Map();
  for (let axis = 0; axis < first.indices.length; axis++)
    for (const others of choices(rest)) yield new Map([[first, axis], ...others]);
}

/** Strongly connected components (Tarjan), each after those it reads. */
function components(definitions: readonly Definition[], all: readonly Edge[]): Definition[][] {
  const result: Definition[][] = [];
  const number = new Map<Definition, number>();
  const low = new Map<Definition, number>();
  const stack: Definition[] = [];

  const connect = (d: Definition): void => {
    number.set(d, number.size);
    low.set(d, number.get(d)!);
    stack.push(d);
    for (const { from, to } of all) {
      if (from !== d || !definitions.includes(to)) continue;
      if (!number.has(to)) connect(to);
      if (stack.includes(to)) low.set(d, Math.min(low.get(d)!, low.get(to)!));
    }
    if (low.get(d) !== number.get(d)) return;
    result.push(stack.splice(stack.indexOf(d)));
  };
  for (const d of definitions) if (!number.has(d)) connect(d);
  return result;
}
