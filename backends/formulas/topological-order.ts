import { formula } from '../lib/formula.ts';

/** V times the first node, by number, that has not been taken and all of whose parents have. */
export default formula(
  'topological-order(parents[V,2] in 100) -> order[V] in Z',
  () => ({}),
  () => ({
    forward({ parents }, { V }) {
      const order = new Int32Array(V).fill(-1);
      const taken = new Set<number>();
      const free = (parent: number) => parent >= V || taken.has(parent);
      for (let place = 0; place < V; place++) {
        let node = 0;
        while (node < V && (taken.has(node) || !free(parents[2 * node]) || !free(parents[2 * node + 1])))
          node++;
        if (node === V) return { order: order.fill(-1) };
        taken.add(node);
        order[place] = node;
      }
      return { order };
    },
  }),
);
