import spec from '../spec/adjacency.ts';
import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { integer } from './lib/case.ts';
import { map, reorder } from './lib/tensors.ts';

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const directed = { ...options, directed: true };
    const matrix = entriesOf(await run(inputs, directed), options);
    const given = new Map<string, number>();
    for (const [e, i] of inputs.from!.data.entries()) {
      const key = `${i} ${inputs.to!.data[e]}`;
      given.set(key, (given.get(key) ?? 0) + inputs.weight!.data[e]!);
    }
    const listed = [...given].filter(([, weight]) => weight > 0).map(([key, weight]) => `${key} ${weight}`);
    that(
      String(listed.toSorted()) === String(matrix.map((edge) => edge.join(' ')).toSorted()),
      `the edges ${listed} come back as ${matrix.map((edge) => edge.join(' '))}`,
    );
    if (matrix.length === 0) return;
    const column = (n: 0 | 1 | 2) =>
      integer(
        [matrix.length],
        matrix.map((edge) => edge[n]),
      );
    const again = await run({ from: column(0), to: column(1), weight: column(2) }, directed);
    that(String(entriesOf(again, options)) === String(matrix), 'the edges of the matrix make another matrix');
  },
  C2: async ({ inputs, options, run, that }) => {
    const ones = { ...inputs, weight: map(inputs.weight!, () => 1) };
    const E = inputs.from!.data.length;
    for (const [directed, expected] of [
      [false, 2 * E],
      [true, E],
    ] as const) {
      const { degree } = await run(ones, { ...options, directed });
      const sum = [...degree!.data].reduce((total, d) => total + d, 0);
      that(sum === expected, `the degrees of ${E} edges, directed: ${directed}, add up to ${sum}`);
    }
  },
  C3: async ({ inputs, options, random, run, that }) => {
    const V = Number(options.nodes);
    const undirected = await run(inputs, { ...options, directed: false });
    that(isSymmetric(undirected, V), 'the matrix of an undirected graph is not symmetric');
    if (V === 1) return;
    const i = random.integer(0, V - 1);
    const j = (i + random.integer(1, V - 1)) % V;
    const arrow = { from: integer([1], [i]), to: integer([1], [j]), weight: integer([1], [3]) };
    const alone = await run(arrow, { ...options, directed: true });
    that(!isSymmetric(alone, V), `the matrix of an arrow from ${i} to ${j} is symmetric`);
    that(alone.A!.data[i * V + j] === 3, `the arrow from ${i} to ${j} does not stand in row ${i}`);
  },
  C4: async ({ inputs, options, run, that }) => {
    const V = Number(options.nodes);
    const [one, both] = [true, false].map((directed) => run(inputs, { ...options, directed }));
    const [A, sum] = [(await one!).A!.data, (await both!).A!.data];
    that(
      sum.every((w, n) => w === A[n]! + A[(n % V) * V + Math.floor(n / V)]!),
      'the undirected matrix is not the directed one and its transpose',
    );
  },
  C5: async ({ inputs, random, run, that }) => {
    const order = random.permutation(inputs.from!.data.length);
    const turned = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [name, reorder(tensor, 0, order)]),
    );
    const [before, after] = [await run(inputs), await run(turned)];
    that(String(before.A!.data) === String(after.A!.data), 'edges in another order make another matrix');
  },
  C6: async ({ inputs, options, random, run, that }) => {
    const V = Number(options.nodes);
    const names = random.permutation(V);
    const renamed = {
      ...inputs,
      from: map(inputs.from!, (v) => names[v]!),
      to: map(inputs.to!, (v) => names[v]!),
    };
    const [before, after] = [await run(inputs), await run(renamed)];
    const at = (n: number) => names[Math.floor(n / V)]! * V + names[n % V]!;
    that(
      before.A!.data.every((w, n) => after.A!.data[at(n)] === w),
      'renamed nodes do not take their rows and columns with them',
    );
    that(
      before.degree!.data.every((d, v) => after.degree!.data[names[v]!] === d),
      'renamed nodes do not keep their degrees',
    );
  },
});

type Edge = readonly [from: number, to: number, weight: number];

/** What is not zero in the matrix, row by row. */
function entriesOf({ A }: Tensors, { nodes }: OptionValues): Edge[] {
  const V = Number(nodes);
  return [...A!.data].flatMap((w, n): Edge[] => (w === 0 ? [] : [[Math.floor(n / V), n % V, w]]));
}

const isSymmetric = ({ A }: Tensors, V: number): boolean =>
  A!.data.every((w, n) => w === A!.data[(n % V) * V + Math.floor(n / V)]);
