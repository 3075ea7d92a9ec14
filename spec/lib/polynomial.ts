/**
 * Integer expressions over sizes, options and indices in one normal form, so that `2*pad + H` and `H + pad + pad` are
 * seen to be the same size, and so that bounds can be proved (bounds.ts).
 */

/** What a polynomial is a polynomial in: a name, a floor quotient or a remainder of polynomials. */
export type Atom =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'div' | 'mod'; readonly a: Polynomial; readonly b: Polynomial };

interface Term {
  /** Keys of atoms, sorted, with repetition. */
  readonly atoms: readonly string[];
  readonly coefficient: number;
}

export interface Polynomial {
  readonly terms: ReadonlyMap<string, Term>;
  readonly atoms: ReadonlyMap<string, Atom>;
}

export const constant = (value: number): Polynomial =>
  value === 0 ? fromTerms([], new Map()) : fromTerms([{ atoms: [], coefficient: value }], new Map());

export const name = (text: string): Polynomial => atom(text, { kind: 'name', name: text });

export const ONE = constant(1);

export function add(a: Polynomial, b: Polynomial): Polynomial {
  return fromTerms([...a.terms.values(), ...b.terms.values()], merged(a, b));
}

export function scale(a: Polynomial, factor: number): Polynomial {
  return fromTerms(
    [...a.terms.values()].map((term) => ({ ...term, coefficient: term.coefficient * factor })),
    a.atoms,
  );
}

export const subtract = (a: Polynomial, b: Polynomial): Polynomial => add(a, scale(b, -1));

/** Sizes are short; beyond this a product is not worth having, and hostile texts would make it cost without end. */
const MOST_TERMS = 64;
const HIGHEST_DEGREE = 6;

export function isTooLarge(a: Polynomial): boolean {
  return (
    a.terms.size > MOST_TERMS || [...a.terms.values()].some(({ atoms }) => atoms.length > HIGHEST_DEGREE)
  );
}

export function multiply(a: Polynomial, b: Polynomial): Polynomial {
  const products = [...a.terms.values()].flatMap((x) =>
    [...b.terms.values()].map((y) => ({
      atoms: [...x.atoms, ...y.atoms].sort(),
      coefficient: x.coefficient * y.coefficient,
    })),
  );
  return fromTerms(products, merged(a, b));
}

/** Floor division; exact where every coefficient is a multiple of a constant divisor. */
export function divide(a: Polynomial, b: Polynomial): Polynomial {
  const by = constantValue(b);
  if (by === 1) return a;
  const value = constantValue(a);
  if (by && value !== undefined) return constant(Math.floor(value / by));
  if (by && [...a.terms.values()].every(({ coefficient }) => coefficient % by === 0)) return scale(a, 1 / by);
  return atom(`${grouped(a)} div ${grouped(b)}`, { kind: 'div', a, b });
}

export function remainder(a: Polynomial, b: Polynomial): Polynomial {
  const by = constantValue(b);
  if (by === 1) return constant(0);
  const value = constantValue(a);
  if (by && value !== undefined) return constant(value - by * Math.floor(value / by));
  return atom(`${grouped(a)} mod ${grouped(b)}`, { kind: 'mod', a, b });
}

const grouped = (a: Polynomial): string => (/[ *]/u.test(key(a)) ? `(${key(a)})` : key(a));

/** The value of a polynomial without atoms. */
export function constantValue(a: Polynomial): number | undefined {
  if (a.terms.size === 0) return 0;
  const only = a.terms.get('');
  return a.terms.size === 1 && only ? only.coefficient : undefined;
}

/** Equal keys mean equal polynomials, and read like one. */
export function key(a: Polynomial): string {
  const written = [...a.terms.entries()]
    .sort(([x], [y]) => (x === '' ? 1 : y === '' ? -1 : x < y ? -1 : 1))
    .map(([, { atoms, coefficient }]) => {
      const factors = [
        ...(Math.abs(coefficient) === 1 && atoms.length > 0 ? [] : [Math.abs(coefficient)]),
        ...atoms,
      ];
      return { sign: coefficient < 0 ? '-' : '+', text: factors.join('*') };
    });
  if (written.length === 0) return '0';
  return written
    .map(({ sign, text }, n) => (n === 0 ? (sign === '-' ? '-' : '') + text : ` ${sign} ${text}`))
    .join('');
}

export const same = (a: Polynomial, b: Polynomial): boolean => key(a) === key(b);

/** Every atom's coefficient: a = coefficient·atom + rest, where neither holds the atom; undefined if not linear in it. */
export function linearIn(
  a: Polynomial,
  atomKey: string,
): { coefficient: Polynomial; rest: Polynomial } | undefined {
  const inside: Term[] = [];
  const outside: Term[] = [];
  for (const term of a.terms.values()) {
    const times = term.atoms.filter((other) => other === atomKey).length;
    if (times > 1) return undefined;
    if (times === 0) outside.push(term);
    else inside.push({ ...term, atoms: term.atoms.filter((other) => other !== atomKey) });
  }
  return { coefficient: fromTerms(inside, a.atoms), rest: fromTerms(outside, a.atoms) };
}

/** Replaces an atom by a polynomial, wherever it stands as a factor. */
export function replace(a: Polynomial, atomKey: string, by: Polynomial): Polynomial {
  let result = constant(0);
  for (const term of a.terms.values()) {
    let product = fromTerms([{ atoms: [], coefficient: term.coefficient }], new Map());
    for (const factor of term.atoms)
      product = multiply(product, factor === atomKey ? by : atom(factor, a.atoms.get(factor)!));
    result = add(result, product);
  }
  return result;
}

export function atom(atomKey: string, value: Atom): Polynomial {
  return fromTerms([{ atoms: [atomKey], coefficient: 1 }], new Map([[atomKey, value]]));
}

const merged = (a: Polynomial, b: Polynomial) => new Map([...a.atoms, ...b.atoms]);

function fromTerms(terms: readonly Term[], atoms: ReadonlyMap<string, Atom>): Polynomial {
  const collected = new Map<string, Term>();
  for (const term of terms) {
    const id = term.atoms.join('*');
    const coefficient = (collected.get(id)?.coefficient ?? 0) + term.coefficient;
    if (coefficient === 0) collected.delete(id);
    else collected.set(id, { atoms: term.atoms, coefficient });
  }
  const used = new Set([...collected.values()].flatMap((term) => term.atoms));
  return { terms: collected, atoms: new Map([...atoms].filter(([id]) => used.has(id))) };
}
