import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/topological-order.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { integer } from './lib/case.ts';
import type { Random } from './lib/random.ts';

/** No node. */
const NONE = 99;

type Parents = readonly (readonly number[])[];

const graph = (parents: Parents): Tensors => ({
  parents: integer(
    [parents.length, 2],
    parents.flatMap(([one = NONE, two = NONE]) => [one, two]),
  ),
});

/** The parents of each node that are nodes. */
const parentsOf = ({ shape, data }: Tensor): Parents =>
  Array.from({ length: shape[0]! }, (_, v) => [...data.slice(2 * v, 2 * v + 2)].filter((p) => p < shape[0]!));

/** Parents come first, and every node once. */
const fits = (order: readonly number[], parents: Parents): boolean =>
  new Set(order).size === parents.length &&
  order.every((node, place) => parents[node]?.every((parent) => order.slice(0, place).includes(parent)));

/** All orders of 0 … n−1, as a dictionary has them. */
const permutations = (nodes: readonly number[]): number[][] =>
  nodes.length === 0
    ? [[]]
    : nodes.flatMap((node) =>
        permutations(nodes.filter((other) => other !== node)).map((rest) => [node, ...rest]),
      );

/** Layers of two units under one output, numbered from below. */
const layered = (layers: number): Parents =>
  Array.from({ length: 2 * layers + 1 }, (_, node) =>
    node < 2 ? [] : [2 * Math.floor(node / 2) - 2, 2 * Math.floor(node / 2) - 1],
  );

/** The same graph under other numbers. */
function renumbered(parents: Parents, random: Random): Parents {
  const number = random.permutation(parents.length);
  const named: number[][] = [];
  parents.forEach((above, node) => {
    named[number[node]!] = above.map((parent) => number[parent]!);
  });
  return named;
}

/** A cell over T steps: x_t at 2t, from nothing, and h_t at 2t + 1, from x_t and h_t−1. */
const unrolled = (T: number): Parents =>
  Array.from({ length: 2 * T }, (_, node) => (node % 2 === 0 ? [] : node === 1 ? [0] : [node - 1, node - 2]));

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const parents = parentsOf(inputs.parents!).slice(0, 6);
    const few = graph(parents);
    const found = [...(await run(few)).order!.data];
    const known = parentsOf(few.parents!);
    const first = permutations(known.map((_, node) => node)).find((order) => fits(order, known));
    that(
      String(found) === String(first ?? known.map(() => -1)),
      `the order is ${found}, the first is ${first}`,
    );
  },
  C2: async ({ random, run, that }) => {
    const net = renumbered(layered(random.integer(1, 4)), random);
    const order = [...(await run(graph(net))).order!.data];
    that(fits(order, net), `${order} is no order of a layered network`);
    const back = net.map((above, node) => (node === order[0] ? [order.at(-1)!] : above));
    const none = [...(await run(graph(back))).order!.data];
    that(
      none.every((node) => node === -1),
      `with a connection back there is the order ${none}`,
    );
  },
  C3: async ({ random, run, that }) => {
    const cell = renumbered([[], [0, 1]], random);
    const none = [...(await run(graph(cell))).order!.data];
    that(
      none.every((node) => node === -1),
      `a cell that reads its state has the order ${none}`,
    );
    const steps = renumbered(unrolled(random.integer(1, 6)), random);
    const order = [...(await run(graph(steps))).order!.data];
    that(fits(order, steps), `${order} is no order of the unrolled cell`);
  },
});
