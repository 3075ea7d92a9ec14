import type { AnyFormula } from '../../../spec/lib/algorithm.ts';
import type { Example } from '../../../spec/lib/formula.ts';

/** A row of the notes, and a check that executes it according to a formula's spec. */
export interface Mapping {
  readonly row: string;
  readonly formula: string;
  /** A kind of check: `agreement`, `law C1`, `example …`, `variant …`, `audit`. */
  readonly check: string;
  /** A variant that only mentions the row: it shows what the note's own text does, but does not execute what holds. */
  readonly mentions?: true;
}

/** A row, in a variant's list of where it is seen. */
const ROW = /^\d{3}\//u;

/** What a spec says of rows: in `rows`, beside its examples, and where its variants are seen. */
export function mappings(spec: AnyFormula): Mapping[] {
  const { name, rows = {}, examples } = spec;
  const special: readonly Example[] = ('special' in spec && spec.special) || [];
  const stated = [
    ...Object.entries(rows).flatMap(([row, checks]) => [checks].flat().map((check) => [row, check] as const)),
    ...examples.flatMap(({ row, says }) => (row === undefined ? [] : [[row, `example ${says}`] as const])),
    ...special.flatMap(({ row, says }) => (row === undefined ? [] : [[row, `special ${says}`] as const])),
  ];
  const mentioned = Object.entries<{ readonly seen?: readonly string[] }>(spec.variants).flatMap(
    ([variant, { seen = [] }]) =>
      seen.filter((one) => ROW.test(one)).map((row) => [row, `variant ${variant}`] as const),
  );
  const unique = new Map<string, Mapping>();
  for (const [row, check] of mentioned)
    unique.set(`${row}\n${check}`, { row, formula: name, check, mentions: true });
  for (const [row, check] of stated) unique.set(`${row}\n${check}`, { row, formula: name, check });
  return [...unique.values()];
}

/** `softmax:law C1` */
export const checkId = ({ formula, check }: Pick<Mapping, 'formula' | 'check'>): string =>
  `${formula}:${check}`;
