import { type Facts, isNonNegative, type Range } from './bounds.ts';
import { constant, constantValue, key, name, ONE, type Polynomial, subtract } from './polynomial.ts';
import type { Ranges } from './ranges.ts';
import { type Scope, sizeFacts } from './scope.ts';
import { SpecError } from './source.ts';
import type { Comparison, Definition, Expression, IndexVariable, Read } from './syntax.ts';
import { parts } from './walk.ts';

/** Proves that every read without `|value` stays inside its array. Throws a SpecError for the first that might not. */
export function checkReads(scope: Scope, ranges: Ranges): void {
  const facts = sizeFacts(scope, ranges.computed);
  for (const d of scope.program.definitions)
    new Reader(scope, ranges, d).check(d.body, withIndices(facts, d.indices, ranges));
}

function withIndices(facts: Facts, variables: readonly IndexVariable[], ranges: Ranges): Facts {
  // Indices go first: they are eliminated before anything else, innermost before outermost.
  const inner = variables.map((v): [string, Range] => [
    v.name,
    { low: constant(0), high: subtract(ranges.sizeOf(v), ONE) },
  ]);
  return { ...facts, ranges: new Map([...inner.reverse(), ...facts.ranges]) };
}

class Reader {
  private readonly scope: Scope;
  private readonly ranges: Ranges;
  private readonly definition: Definition;

  constructor(scope: Scope, ranges: Ranges, definition: Definition) {
    this.scope = scope;
    this.ranges = ranges;
    this.definition = definition;
  }

  check(e: Expression, facts: Facts): void {
    if (e.kind === 'reduce') {
      this.check(e.body, withIndices(facts, e.variables, this.ranges));
    } else if (e.kind === 'conditional') {
      this.check(e.test, facts);
      this.check(e.yes, this.assume(e.test, true, facts));
      this.check(e.no, this.assume(e.test, false, facts));
    } else if (e.kind === 'logic') {
      this.check(e.a, facts);
      this.check(e.b, this.assume(e.a, e.op === 'and', facts));
    } else {
      for (const part of parts(e)) this.check(part, facts);
      if (e.kind === 'read' && !e.outside) this.checkRead(e, facts);
    }
  }

  private checkRead(e: Read, facts: Facts): void {
    for (const [axis, index] of e.indices.entries()) this.checkAxis(e, index, axis, facts);
  }

  private checkAxis(e: Read, index: Expression, axis: number, facts: Facts): void {
    const size = this.ranges.shape(e.name)[axis]!;
    const position = this.ranges.polynomial(index);
    const known = position ? this.withReads(position, facts) : facts;
    if (
      position &&
      isNonNegative(position, known) &&
      isNonNegative(subtract(subtract(size, ONE), position), known)
    )
      return;
    const shown = position ? key(position) : 'this index';
    throw new SpecError(
      `Cannot show that ${shown} stays inside axis ${axis} of '${e.name}', 0 … ${key(subtract(size, ONE))}: add '|0' or a condition`,
      this.definition.source,
      index.at,
    );
  }

  /** An integer input inside an index: its values are 0 … within − 1. */
  private withReads(p: Polynomial, facts: Facts): Facts {
    const extra = new Map<string, Range>();
    for (const id of p.atoms.keys()) {
      const input = this.scope.program.inputs.find((q) => q.within && id.startsWith(`${q.name}[`));
      const within = input?.within && this.ranges.polynomial(input.within);
      if (within) extra.set(id, { low: constant(0), high: subtract(within, ONE) });
    }
    return { ...facts, ranges: new Map([...extra, ...facts.ranges]) };
  }

  private assume(test: Expression, holds: boolean, facts: Facts): Facts {
    if (test.kind === 'not') return this.assume(test.a, !holds, facts);
    if (test.kind === 'logic' && holds === (test.op === 'and'))
      return this.assume(test.b, holds, this.assume(test.a, holds, facts));
    if (test.kind !== 'compare') return facts;
    const a = this.ranges.polynomial(test.a);
    const b = this.ranges.polynomial(test.b);
    if (!a || !b) return facts;
    return learn(a, holds ? test.op : OPPOSITE[test.op], b, facts);
  }
}

const OPPOSITE: Record<Comparison, Comparison> = {
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
  '==': '!=',
  '!=': '==',
};

function learn(a: Polynomial, op: Comparison, b: Polynomial, facts: Facts): Facts {
  if (op === '>') return learn(b, '<', a, facts);
  if (op === '>=') return learn(b, '<=', a, facts);
  if (op === '<') return nonNegative(subtract(subtract(b, a), ONE), facts);
  if (op === '<=') return nonNegative(subtract(b, a), facts);
  if (op === '==') return nonNegative(subtract(b, a), nonNegative(subtract(a, b), facts));
  // a ≠ b says something only at the end of a range: t ≠ 0 makes 1 the least t.
  const difference = subtract(a, b);
  if (isNonNegative(difference, facts)) return nonNegative(subtract(difference, ONE), facts);
  const reverse = subtract(b, a);
  if (isNonNegative(reverse, facts)) return nonNegative(subtract(reverse, ONE), facts);
  return facts;
}

/** Adds p ≥ 0; where p is index − c or c − index, it tightens that index's range instead. */
function nonNegative(p: Polynomial, facts: Facts): Facts {
  for (const [id, range] of facts.ranges) {
    if (!range.high || !p.atoms.has(id)) continue;
    const rest = subtract(p, name(id));
    if (constantValue(rest) !== undefined && !rest.atoms.has(id)) {
      const low = subtract(constant(0), rest);
      const higher = isNonNegative(subtract(low, range.low), facts);
      return higher ? { ...facts, ranges: new Map([...facts.ranges]).set(id, { ...range, low }) } : facts;
    }
  }
  return { ...facts, nonNegative: [...facts.nonNegative, p] };
}
