import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** Which of the nodes that are ready; oldest: the one that has been for longest. */
  readonly first: 'smallest' | 'largest' | 'oldest';
  /** What can be taken before a circle is given. */
  readonly partial: boolean;
  /** Does a node that reads itself wait for itself? */
  readonly loops: boolean;
  readonly reversed: boolean;
}

const STANDARD: Rule = { first: 'smallest', partial: false, loops: true, reversed: false };

/** Kahn (1962). parents[V,2] → order[V], −1 where there is a circle. */
export default function topologicalOrder(
  { parents }: Tensors,
  _: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { first, partial, loops, reversed } = { ...STANDARD, ...rule };
  const V = parents!.shape[0]!;
  const children = Array.from({ length: V }, (): number[] => []);
  const waiting = new Array<number>(V).fill(0);
  parents!.data.forEach((parent, n) => {
    const child = Math.floor(n / 2);
    if (parent >= V || (parent === child && !loops)) return;
    children[parent]!.push(child);
    waiting[child]!++;
  });
  const ready = waiting.flatMap((count, node) => (count === 0 ? [node] : []));
  const order: number[] = [];
  while (ready.length > 0) {
    if (first !== 'oldest') ready.sort((a, b) => (first === 'smallest' ? a - b : b - a));
    const node = ready.shift()!;
    order.push(node);
    for (const child of children[node]!) if (--waiting[child]! === 0) ready.push(child);
  }
  if (order.length < V && !partial) order.length = 0;
  const data = Int32Array.from({ length: V }, (_, n) => order[n] ?? -1);
  return { order: { shape: [V], data: reversed ? data.reverse() : data } };
}
