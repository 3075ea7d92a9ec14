/** What laws ask of networks as graphs: which value is computed from which. */

export interface Edge<Factor = undefined> {
  readonly from: string;
  readonly to: string;
  /** What the edge multiplies a gradient by. */
  readonly factor: Factor;
}

/** A shortest path by breadth-first search, as its edges; undefined where there is none. */
export function shortestPath<Factor>(
  edges: readonly Edge<Factor>[],
  from: string,
  to: string,
): readonly Edge<Factor>[] | undefined {
  const reached = new Map<string, readonly Edge<Factor>[]>([[from, []]]);
  // A Map grows while it is walked through, so this visits the nodes in the order in which they are reached.
  for (const [node, path] of reached) {
    if (node === to) return path;
    for (const edge of edges)
      if (edge.from === node && !reached.has(edge.to)) reached.set(edge.to, [...path, edge]);
  }
  return undefined;
}

/** How many values in a row have to wait for one another; the graph has no cycles. */
export function longestChain(edges: readonly Pick<Edge, 'from' | 'to'>[]): number {
  const lengths = new Map<string, number>();
  const length = (node: string): number => {
    const known = lengths.get(node);
    if (known !== undefined) return known;
    const most = Math.max(0, ...edges.filter(({ to }) => to === node).map(({ from }) => length(from)));
    lengths.set(node, most + 1);
    return most + 1;
  };
  return Math.max(0, ...edges.map(({ to }) => length(to)));
}
