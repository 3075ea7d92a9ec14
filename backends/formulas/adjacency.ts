import { formula } from '../lib/formula.ts';

/** A = Σ w e_i e_jᵀ over the edges, and for an undirected graph A + Aᵀ; a node's degree is the sum of its row. */
export default formula(
  'adjacency(from[E] in nodes, to[E] in nodes, weight[E] in 1000) -> A[nodes,nodes] in Z, degree[nodes] in Z',
  (options) => ({ nodes: options.integer('nodes', { least: 1 }), directed: options.flag('directed') }),
  () => ({
    forward({ from, to, weight }, { E }, { nodes, directed }) {
      const oneWay = new Int32Array(nodes * nodes);
      for (let e = 0; e < E; e++) oneWay[from[e] * nodes + to[e]] += weight[e];
      const back = (n: number) => oneWay[(n % nodes) * nodes + Math.floor(n / nodes)];
      const A = directed ? oneWay : oneWay.map((w, n) => w + back(n));
      const degree = new Int32Array(nodes);
      A.forEach((w, n) => {
        degree[Math.floor(n / nodes)] += w;
      });
      return { A, degree };
    },
  }),
);
