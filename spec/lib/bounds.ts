import {
  add,
  constant,
  constantValue,
  isTooLarge,
  linearIn,
  multiply,
  name,
  ONE,
  type Polynomial,
  replace,
  scale,
  subtract,
} from './polynomial.ts';

/** What is known of an atom: low ≤ atom ≤ high. Indices have both; sizes and options have a constant low. */
export interface Range {
  readonly low: Polynomial;
  readonly high?: Polynomial;
}

/** Ranges by atom, and polynomials known to be ≥ 0 where a conditional has been decided. */
export interface Facts {
  readonly ranges: ReadonlyMap<string, Range>;
  readonly nonNegative: readonly Polynomial[];
}

/**
 * Is `p` ≥ 0 for all values that the facts allow? `false` means "could not show it". Indices are eliminated at the end
 * of their range that makes p smallest; quotients by b·(a div b) ≤ a; what is left must have no negative coefficient once
 * every size is written as its least value plus something.
 */
export function isNonNegative(p: Polynomial, facts: Facts): boolean {
  return new Proof().holds(p, facts, DEEPEST);
}

const DEEPEST = 6;
/** A proof that needs more than this is not found: a hostile text must not make the search go on without end. */
const MOST_STEPS = 2000;

class Proof {
  private steps = 0;

  holds(p: Polynomial, facts: Facts, depth: number): boolean {
    if (constantValue(p) !== undefined) return constantValue(p)! >= 0;
    if (depth === 0 || ++this.steps > MOST_STEPS || isTooLarge(p)) return false;
    if (this.eliminated(p, facts, depth)) return true;
    return facts.nonNegative.some((fact, n) => {
      const others = { ...facts, nonNegative: facts.nonNegative.toSpliced(n, 1) };
      return this.eliminated(subtract(p, fact), others, depth - 1);
    });
  }

  private eliminated(p: Polynomial, facts: Facts, depth: number): boolean {
    for (const [id, { low, high }] of facts.ranges) {
      if (!high || !p.atoms.has(id)) continue;
      const linear = linearIn(p, id);
      if (!linear) return false;
      const { coefficient, rest } = linear;
      if (this.holds(coefficient, facts, depth - 1))
        return this.holds(add(rest, multiply(coefficient, low)), facts, depth - 1);
      if (this.holds(scale(coefficient, -1), facts, depth - 1))
        return this.holds(add(rest, multiply(coefficient, high)), facts, depth - 1);
      return false;
    }
    for (const [id, value] of p.atoms) {
      if (value.kind === 'name') continue;
      const linear = linearIn(p, id);
      return linear ? this.boundQuotient(linear, value, facts, depth) : false;
    }
    return positiveForm(p, facts);
  }

  /** coefficient·(a div b) + rest, or the same with mod, from below. */
  private boundQuotient(
    { coefficient, rest }: { coefficient: Polynomial; rest: Polynomial },
    { kind, a, b }: { kind: 'div' | 'mod'; a: Polynomial; b: Polynomial },
    facts: Facts,
    depth: number,
  ): boolean {
    const holds = (q: Polynomial) => this.holds(q, facts, depth - 1);
    if (holds(coefficient)) return (kind === 'mod' || holds(a)) && holds(rest);
    if (!holds(scale(coefficient, -1))) return false;
    if (kind === 'mod') return holds(add(rest, multiply(coefficient, subtract(b, ONE))));
    // −k·b·(a div b) ≥ −k·a, and −k·(a div b) ≥ −k·a where a ≥ 0 and b ≥ 1.
    const factor = quotient(coefficient, b);
    if (factor) return holds(add(rest, multiply(factor, a)));
    return holds(a) && holds(add(rest, multiply(coefficient, a)));
  }
}

/** c / b where b is a single name or number that divides every term. */
function quotient(c: Polynomial, b: Polynomial): Polynomial | undefined {
  const by = constantValue(b);
  if (by) return [...c.terms.values()].every((t) => t.coefficient % by === 0) ? scale(c, 1 / by) : undefined;
  const [id] = b.atoms.keys();
  if (id === undefined || b.terms.size !== 1) return undefined;
  const linear = linearIn(c, id);
  return linear && linear.rest.terms.size === 0 ? linear.coefficient : undefined;
}

function positiveForm(p: Polynomial, { ranges }: Facts): boolean {
  let shifted = p;
  for (const id of p.atoms.keys()) {
    const least = constantValue(ranges.get(id)?.low ?? constant(Number.NaN));
    if (least === undefined || Number.isNaN(least)) return false;
    shifted = replace(shifted, id, add(name(id), constant(least)));
  }
  return [...shifted.terms.values()].every(({ coefficient }) => coefficient >= 0);
}
