import { formula } from '../lib/formula.ts';

/**
 * Two queues (van Leeuwen 1976): the words from light to heavy, and the inner nodes, which are made in that order. The
 * lighter of the two heads is taken, of equal ones the word.
 */
export default formula(
  'huffman(frequencies[V] in 1000000) -> depth[V] in Z, parent[nodes] in Z, bit[nodes] in Z',
  (_, { V }) => ({ nodes: 2 * V - 1 }),
  () => ({
    forward({ frequencies }, { V }, { nodes }) {
      const weight = [...frequencies];
      const parent = new Int32Array(nodes).fill(-1);
      const bit = new Int32Array(nodes).fill(-1);
      const words = [...frequencies.keys()].sort((a, b) => weight[a] - weight[b] || a - b);
      let [nextWord, nextInner] = [0, V];
      const take = (): number => {
        const wordLeft = nextWord < V;
        const innerLeft = nextInner < weight.length;
        if (wordLeft && (!innerLeft || weight[words[nextWord]] <= weight[nextInner]))
          return words[nextWord++];
        return nextInner++;
      };
      for (let node = V; node < nodes; node++) {
        const [one, other] = [take(), take()];
        parent[one] = parent[other] = node;
        bit[one] = 0;
        bit[other] = 1;
        weight.push(weight[one] + weight[other]);
      }
      // A parent has the larger number, so from the root down each depth is known before it is needed.
      const depth = new Int32Array(nodes);
      for (let node = nodes - 2; node >= 0; node--) depth[node] = depth[parent[node]] + 1;
      return { depth: depth.slice(0, V), parent, bit };
    },
  }),
);
