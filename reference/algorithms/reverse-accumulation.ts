import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  /** Gradients of nodes are completed before they are passed on. */
  readonly table: boolean;
  /** What comes from several children is added up. */
  readonly adds: boolean;
  readonly seeded: boolean;
  readonly slopes: boolean;
  /** How many parents of a node get something. */
  readonly parents: number;
}

const STANDARD: Rule = { table: true, adds: true, seeded: true, slopes: true, parents: 2 };

/** parents[V,2], slope[V,2] → gradient[V], visits. */
export default function reverseAccumulation(
  { parents, slope }: Tensors,
  { seed }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { table, adds, seeded, slopes, parents: most } = { ...STANDARD, ...rule };
  const V = parents!.shape[0]!;
  const gradient = new Int32Array(V);
  let visits = 0;
  /** The parent and slope of each edge below a node. */
  const edges = (node: number) =>
    [0, 1].slice(0, most).flatMap((n) => {
      const parent = parents!.data[2 * node + n]!;
      return parent < node ? [{ parent, factor: slopes ? slope!.data[2 * node + n]! : 1 }] : [];
    });
  const give = (node: number, value: number) => {
    gradient[node] = adds ? gradient[node]! + value : value;
  };
  const walk = (node: number, value: number) => {
    give(node, value);
    for (const { parent, factor } of edges(node)) {
      visits++;
      walk(parent, value * factor);
    }
  };
  const start = seeded ? Number(seed) : 1;
  if (!table) walk(V - 1, start);
  else {
    give(V - 1, start);
    for (let node = V - 1; node >= 0; node--)
      for (const { parent, factor } of edges(node)) {
        visits++;
        give(parent, gradient[node]! * factor);
      }
  }
  return { gradient: { shape: [V], data: gradient }, ...scalars({ visits }) };
}
