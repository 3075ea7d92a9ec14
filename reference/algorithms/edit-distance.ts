import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** May two neighbours change places, for 1? */
  readonly swaps: boolean;
  /** May a symbol be replaced by another one? */
  readonly substitutes: boolean;
  /**
   * The first row and column. costs: what they cost. zero: nothing. count: 0, 1, 2, … free-in-b: nothing for what of b is in
   * front, and nothing for what is behind.
   */
  readonly edges: 'costs' | 'zero' | 'count' | 'free-in-b';
  /** Are equal symbols free? */
  readonly matches: boolean;
  /** Only symbols at the same place are compared. */
  readonly aligned: boolean;
  /** The cell before the last is the answer. */
  readonly short: boolean;
  /** Insertion and deletion change their costs. */
  readonly swapped: boolean;
  /** Every edit costs 1. */
  readonly unit: boolean;
}

export const STANDARD: Rule = {
  swaps: false,
  substitutes: true,
  edges: 'costs',
  matches: true,
  aligned: false,
  short: false,
  swapped: false,
  unit: false,
};

interface Costs {
  readonly insertion: number;
  readonly deletion: number;
  readonly substitution: number;
}

/** Wagner & Fischer (1974): the table of all beginnings, row by row. */
export function distance(
  a: readonly number[],
  b: readonly number[],
  { insertion, deletion, substitution }: Costs,
  rule: Rule = STANDARD,
): number {
  const { edges } = rule;
  const edge = (count: number, cost: number) =>
    edges === 'zero' ? 0 : edges === 'count' ? count : count * cost;
  const top = Array.from({ length: b.length + 1 }, (_, j) =>
    edges === 'free-in-b' ? 0 : edge(j, insertion),
  );
  const table: number[][] = [top];
  for (let i = 1; i <= a.length; i++) {
    const row = [edge(i, deletion)];
    const above = table[i - 1]!;
    for (let j = 1; j <= b.length; j++) {
      const free = rule.matches && a[i - 1] === b[j - 1];
      const ways = [above[j]! + deletion, row[j - 1]! + insertion];
      if (free || rule.substitutes) ways.push(above[j - 1]! + (free ? 0 : substitution));
      if (rule.swaps && i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        ways.push(table[i - 2]![j - 2]! + 1);
      row.push(Math.min(...ways));
    }
    table.push(row);
  }
  if (edges === 'free-in-b') return Math.min(...table.at(-1)!);
  return rule.short ? table.at(-2)!.at(-2)! : table.at(-1)!.at(-1)!;
}

function alignedDistance(a: readonly number[], b: readonly number[], costs: Costs): number {
  const both = Math.min(a.length, b.length);
  const differing = a.slice(0, both).filter((symbol, n) => symbol !== b[n]).length;
  const rest = (a.length - both) * costs.deletion + (b.length - both) * costs.insertion;
  return differing * costs.substitution + rest;
}

/** a[M], b[N] → distance. */
export default function editDistance(
  { a, b }: Tensors,
  { insertion, deletion, substitution }: OptionValues,
  given: Partial<Rule> = {},
): Tensors {
  const rule = { ...STANDARD, ...given };
  const asked = rule.unit ? [1, 1, 1] : [insertion, deletion, substitution].map(Number);
  const costs = {
    insertion: asked[rule.swapped ? 1 : 0]!,
    deletion: asked[rule.swapped ? 0 : 1]!,
    substitution: asked[2]!,
  };
  const [from, to] = [[...a!.data], [...b!.data]];
  const found = rule.aligned ? alignedDistance(from, to, costs) : distance(from, to, costs, rule);
  return { distance: { shape: [], data: Int32Array.of(found) } };
}
