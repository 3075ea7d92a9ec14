import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/reverse-accumulation.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { integer } from './lib/case.ts';

/** No node. */
const NONE = 99;

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly slope: number;
}

const edgesOf = ({ parents, slope }: Tensors): Edge[] =>
  Array.from(parents!.data, (from, n) => ({ from, to: Math.floor(n / 2), slope: slope!.data[n]! })).filter(
    ({ from, to }) => from < to,
  );

const read = ({ gradient, visits }: Tensors) => ({ gradient: [...gradient!.data], visits: visits!.data[0]! });

/** The slopes along every path from one node to another. */
function paths(edges: readonly Edge[], from: number, to: number): number[][] {
  if (from === to) return [[]];
  return edges
    .filter((edge) => edge.from === from)
    .flatMap((edge) => paths(edges, edge.to, to).map((rest) => [edge.slope, ...rest]));
}

const product = (factors: readonly number[]) => factors.reduce((all, factor) => all * factor, 1);
const sum = (terms: readonly number[]) => terms.reduce((all, term) => all + term, 0);

/** A node, `layers` times two units that read both below, and one that reads the last two; all slopes one. */
function layered(layers: number): Tensors {
  const V = 2 * layers + 2;
  const parents = Array.from({ length: V }, (_, node) => {
    if (node === 0) return [NONE, NONE];
    const below = 2 * Math.floor((node - 1) / 2);
    return below === 0 ? [0, NONE] : [below - 1, below];
  });
  return {
    parents: integer([V, 2], parents.flat()),
    slope: integer(
      [V, 2],
      parents.flat().map(() => 1),
    ),
  };
}

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const { gradient } = read(await run(inputs));
    const edges = edgesOf(inputs);
    for (const [node, found] of gradient.entries()) {
      const all = paths(edges, node, gradient.length - 1);
      const expected = Number(options.seed) * sum(all.map(product));
      that(found === expected, `the gradient of ${node} is ${found}, over ${all.length} paths ${expected}`);
    }
  },
  C2: async ({ inputs, random, run, that }) => {
    const { visits } = read(await run(inputs));
    that(visits === edgesOf(inputs).length, `${visits} visits of ${edgesOf(inputs).length} edges`);
    const L = random.integer(1, 6);
    const deep = layered(L);
    const found = read(await run(deep, { seed: 1 }));
    const number = paths(edgesOf(deep), 0, 2 * L + 1).length;
    that(number === 2 ** L, `there are ${number} paths through ${L} layers`);
    that(found.gradient[0] === 2 ** L, `the gradient through ${L} layers is ${found.gradient[0]}`);
    that(found.visits === 4 + 4 * (L - 1), `${found.visits} visits through ${L} layers`);
  },
  C3: async ({ inputs, options, random, run, that }) => {
    const one = read(await run(inputs, { ...options, seed: 1 })).gradient;
    that(one.at(-1) === 1, `the derivative of the output by itself is ${one.at(-1)}`);
    const seed = random.integer(2, 5);
    const scaled = read(await run(inputs, { ...options, seed })).gradient;
    that(
      String(scaled) === String(one.map((g) => seed * g)),
      `with the seed ${seed} the gradients are ${scaled}`,
    );
  },
  C4: async ({ inputs, run, that }) => {
    const { gradient } = read(await run(inputs));
    for (const [node, found] of gradient.slice(0, -1).entries()) {
      const uses = edgesOf(inputs).filter(({ from }) => from === node);
      const given = sum(uses.map(({ to, slope }) => gradient[to]! * slope));
      that(found === given, `the gradient of ${node} is ${found}, and its children give ${given}`);
    }
  },
  C5: async ({ inputs, options, run, that }) => {
    const { gradient } = read(await run(inputs));
    const edges = edgesOf(inputs);
    const output = (raised: number) => {
      const values: number[] = [];
      for (const node of gradient.keys()) {
        const below = edges.filter(({ to }) => to === node);
        values.push(
          node + Number(node === raised) + sum(below.map(({ from, slope }) => slope * values[from]!)),
        );
      }
      return values.at(-1)!;
    };
    for (const [node, found] of gradient.entries()) {
      const difference = Number(options.seed) * (output(node) - output(-1));
      that(found === difference, `the gradient of ${node} is ${found}, the difference ${difference}`);
    }
  },
});
