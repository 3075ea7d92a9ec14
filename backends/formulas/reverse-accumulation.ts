import { formula } from '../lib/formula.ts';

/** For each node forward: how fast every later node grows with it, the last one in the end. Each edge counts once. */
export default formula(
  'reverse-accumulation(parents[V,2] in 100, slope[V,2] in 100) -> gradient[V] in Z, visits[] in Z',
  (options) => ({ seed: options.integer('seed') }),
  () => ({
    forward({ parents, slope }, { V }, { seed }) {
      const gradient = new Int32Array(V);
      for (let source = 0; source < V; source++) {
        const growth = new Int32Array(V);
        growth[source] = 1;
        for (let node = source + 1; node < V; node++)
          for (const edge of [2 * node, 2 * node + 1])
            if (parents[edge] < node) growth[node] += slope[edge] * growth[parents[edge]];
        gradient[source] = seed * growth[V - 1];
      }
      const edges = parents.filter((parent, edge) => parent < Math.floor(edge / 2));
      return { gradient, visits: Int32Array.of(edges.length) };
    },
  }),
);
