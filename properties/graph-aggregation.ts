import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { AllValues, Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/graph-aggregation.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, matmul, transpose } from './lib/products.ts';
import type { Random } from './lib/random.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

const nodesOf = ({ h }: Tensors): number => h!.shape[0]!;

/** The same graph with its nodes in another order. */
const renumbered = (inputs: Tensors, order: readonly number[]): Tensors => ({
  ...inputs,
  h: reorder(inputs.h!, 0, order),
  A: reorder(reorder(inputs.A!, 0, order), 1, order),
});

/** Without the edges from and to a node. */
function isolated(inputs: Tensors, node: number): Tensors {
  const V = nodesOf(inputs);
  const A = map(inputs.A!, (w, n) => (Math.floor(n / V) === node || n % V === node ? 0 : w));
  return { ...inputs, A };
}

/** One number a node, and a layer that adds to it what comes in. */
function counting({ h }: Tensors, V: number, edge: (u: number, v: number) => boolean): Tensors {
  const one = fill(h!, [1, 1], () => 1);
  return {
    h: fill(h!, [V, 1], (v) => v + 1),
    A: fill(h!, [V, V], (n) => Number(edge(Math.floor(n / V), n % V))),
    W: one,
    U: one,
    b: fill(h!, [1], () => 0),
  };
}

/** The next layer's features. */
const through = (A: Arithmetic<Value>, inputs: Tensors, { h1 }: AllValues<Value>): Tensors => ({
  ...inputs,
  h: fill(inputs.h!, h1!.shape, (n) => A.toNumber(h1!.data[n]!)),
});

/** How many edges lead from a node to each other one; Infinity where none do. */
function distances(from: number, V: number, edge: (u: number, v: number) => boolean): number[] {
  const away = Array.from({ length: V }, (_, v) => (v === from ? 0 : Infinity));
  for (let round = 0; round < V; round++)
    for (let u = 0; u < V; u++)
      for (let v = 0; v < V; v++) if (edge(u, v)) away[v] = Math.min(away[v]!, away[u]! + 1);
  return away;
}

function randomGraph(V: number, random: Random): (u: number, v: number) => boolean {
  const edges = Array.from({ length: V * V }, () => random.next() < 0.3);
  return (u, v) => u !== v && edges[u * V + v]!;
}

const relu = (A: Arithmetic<Value>, values: Values<Value>): Values<Value> => ({
  shape: values.shape,
  data: values.data.map((z) => A.max(A.number(0), z)),
});

const row = (values: Values<Value>, v: number): Values<Value> => slice(values, 0, v, v + 1);

const scaled = (tensor: Tensor, by: number): Tensor => map(tensor, (x) => by * x);

const SUM: OptionValues = { aggregate: 'sum' };
const MEAN: OptionValues = { aggregate: 'mean' };

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(nodesOf(inputs));
    const { h1 } = await run(renumbered(inputs, order));
    claim.same(h1!, reorder((await run(inputs)).h1!, 0, order), 'h1 of the nodes renumbered');
  },
  C2: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(nodesOf(inputs));
    const { r } = await run(renumbered(inputs, order));
    claim.same(r!, (await run(inputs)).r!, 'the readout of the nodes renumbered');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const node = random.integer(0, nodesOf(inputs) - 1);
    const D = inputs.h!.shape[1]!;
    const alone = isolated(inputs, node);
    const own = matmul(A, exact(A, slice(inputs.h!, 0, node, node + 1)), transpose(exact(A, inputs.W!)));
    const expected = relu(A, combine(own, { ...own, data: exact(A, inputs.b!).data }, A.add));
    for (const by of [0, 5]) {
      const h = map(inputs.h!, (x, n) => (Math.floor(n / D) === node ? x : x + by));
      claim.same(row((await run({ ...alone, h })).h1!, node), expected, `h1 of node ${node}, without edges,`);
    }
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const V = random.integer(2, 6);
    const edge = random.next() < 0.5 ? randomGraph(V, random) : (u: number, v: number) => v === u + 1;
    const changed = random.integer(0, V - 1);
    const away = distances(changed, V, edge);
    let before = counting(inputs, V, edge);
    let after: Tensors = { ...before, h: map(before.h!, (x, v) => (v === changed ? x + 1 : x)) };
    for (let layers = 1; layers <= 3; layers++) {
      const [one, other] = [await run(before), await run(after)];
      for (let v = 0; v < V; v++) {
        const [was, is] = [one.h1!.data[v]!, other.h1!.data[v]!];
        if (away[v]! > layers)
          claim.equal(is, was, `node ${v}, ${away[v]} edges away, after ${layers} layers,`);
        else claim.that(A.less(was, is) === true, `node ${v} is not reached in ${layers} layers`);
      }
      before = through(A, before, one);
      after = through(A, after, other);
    }
  },
  C5: withGradient(async ({ A, vjp, inputs, random, options, claim }) => {
    const { h, W, U, b } = inputs as Record<'h' | 'W' | 'U' | 'b', Tensor>;
    const [V, E] = [nodesOf(inputs), b.shape[0]!];
    const [v, e] = [random.integer(0, V - 1), random.integer(0, E - 1)];
    // A bias that keeps the relu open, whatever comes in: entries are at most 4, and there are few.
    const open = { ...inputs, b: map(b, () => 4096) };
    const cotangent = fill(h, [V, E], (n) => Number(n === v * E + e));
    const gradient = (await vjp(open, { h1: cotangent })).h!;
    const D = h.shape[1]!;
    const heard = Array.from({ length: V }, (_, u) => inputs.A!.data[u * V + v]!);
    const degree = heard.reduce((sum, w) => sum + w, 0);
    gradient.data.forEach((got, n) => {
      const [u, d] = [Math.floor(n / D), n % D];
      const taken = A.mul(A.number(heard[u]!), A.number(U.data[e * D + d]!));
      const share = options.aggregate === 'mean' && degree > 0 ? A.div(taken, A.number(degree)) : taken;
      const own = A.number(u === v ? W.data[e * D + d]! : 0);
      claim.equal(got, A.add(own, share), `the gradient of node ${v} at node ${u}`);
    });
  }),
  C6: async ({ run, inputs, random, claim }) => {
    const V = nodesOf(inputs);
    const k = random.integer(1, V);
    // Each node to the k that follow it in a ring.
    const A = map(inputs.A!, (_, n) => Number(((n % V) - Math.floor(n / V) + V) % V < k));
    const mean = await run({ ...inputs, A, U: scaled(inputs.U!, k) }, MEAN);
    claim.same(mean.h1!, (await run({ ...inputs, A }, SUM)).h1!, 'h1 of the mean');
  },
  C7: async ({ run, inputs, claim }) => {
    const doubled = { ...inputs, A: scaled(inputs.A!, 2) };
    claim.same((await run(doubled, MEAN)).h1!, (await run(inputs, MEAN)).h1!, 'h1 of the mean');
    const twice = await run({ ...inputs, U: scaled(inputs.U!, 2) }, SUM);
    claim.same((await run(doubled, SUM)).h1!, twice.h1!, 'h1 of the sum');
  },
  C8: async ({ A, run, inputs, claim }) => {
    const { h1 } = await run(counting(inputs, 2, (u, v) => u === 0 && v === 1));
    claim.equal(h1!.data[0]!, A.number(1), 'the tail');
    claim.equal(h1!.data[1]!, A.number(3), 'the head');
  },
  C9: async ({ A, run, inputs, random, claim }) => {
    const side = 3;
    const [own, other] = [random.integer(1, 8), random.integer(1, 8)];
    const place = (n: number) => [Math.floor(n / side), n % side] as const;
    const apart = (n: number, m: number) => {
      const [[i, j], [p, q]] = [place(n), place(m)];
      return Math.abs(i - p) + Math.abs(j - q);
    };
    const grid = {
      ...counting(inputs, side * side, (u, v) => apart(u, v) === 1),
      W: fill(inputs.h!, [1, 1], () => own),
      U: fill(inputs.h!, [1, 1], () => other),
      h: fill(inputs.h!, [side * side, 1], () => random.integer(0, 9)),
    };
    const image = grid.h.data;
    const kernel = [0, other, 0, other, own, other, 0, other, 0];
    const convolved = Array.from(image, (_, n) => {
      const [i, j] = place(n);
      return kernel.reduce((sum, weight, tap) => {
        const [p, q] = [i + Math.floor(tap / 3) - 1, j + (tap % 3) - 1];
        const inside = p >= 0 && p < side && q >= 0 && q < side;
        return sum + (inside ? weight * image[p * side + q]! : 0);
      }, 0);
    });
    const answer = (await run(grid, SUM)).h1!;
    claim.same(answer, { ...answer, data: convolved.map((x) => A.number(x)) }, 'h1 of the pixels');
    const turn = Array.from(image, (_, n) => (side - 1 - (n % side)) * side + Math.floor(n / side));
    const turned = (await run({ ...grid, h: reorder(grid.h, 0, turn) }, SUM)).h1!;
    claim.same(turned, reorder(answer, 0, turn), 'h1 of the image turned');
  },
});
