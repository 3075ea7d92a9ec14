import spec from '../spec/deep-transition-rnn.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { claimCausal, claimTwoRuns } from './lib/causal.ts';
import { type Edge, longestChain, shortestPath } from './lib/graph.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, map } from './lib/tensors.ts';
import { affine, calmed, drawn, onlyAt, slopes, stepOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'h0' | 'W1' | 'w1' | 'W2' | 'A1' | 'a1' | 'A2' | 'S' | 'b', Tensor>;

const zero = (tensor: Tensor) => map(tensor, () => 0);

/** One unit in every layer, without inputs or biases, whose transition weighs α, β and the skip σ. */
function single(
  inputs: Tensors,
  T: number,
  start: number,
  alpha: number,
  beta: number,
  sigma: number,
): Tensors {
  const like = inputs.h0!;
  const matrix = (value: number) => fill(like, [1, 1], () => value);
  const vector = fill(like, [1], () => 0);
  return {
    x: fill(like, [1, T, 1], () => 0),
    h0: matrix(start),
    W1: matrix(1),
    w1: vector,
    W2: matrix(1),
    A1: matrix(alpha),
    a1: vector,
    A2: matrix(beta),
    S: matrix(sigma),
    b: vector,
    V1: matrix(1),
    v1: vector,
    V2: matrix(1),
    c: vector,
  };
}

/** The unrolled transition of one unit, each edge a layer with its weight. */
const unrolled = (T: number, alpha: number, beta: number, sigma?: number): Edge<number>[] =>
  Array.from({ length: T }, (_, t) => [
    { from: `h${t}`, to: `u${t + 1}`, factor: alpha },
    { from: `u${t + 1}`, to: `h${t + 1}`, factor: beta },
    ...(sigma === undefined ? [] : [{ from: `h${t}`, to: `h${t + 1}`, factor: sigma }]),
  ]).flat();

/** Over all ways from a node to another, the sum of the products of their weights. */
const overAllWays = (edges: readonly Edge<number>[], from: string, to: string): number =>
  from === to
    ? 1
    : edges
        .filter((edge) => edge.from === from)
        .reduce((sum, edge) => sum + edge.factor * overAllWays(edges, edge.to, to), 0);

/** The gradient of the last state in the first. */
async function carried({ vjp }: Pick<LawContext, 'vjp'>, net: Tensors, skip: boolean): Promise<Value> {
  const T = net.x!.shape[1]!;
  const h = fill(net.h0!, [1, T, 1], (t) => (t === T - 1 ? 1 : 0));
  return (await vjp(net, { h }, { skip })).h0!.data[0]!;
}

export default laws(spec, {
  C1: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    const T = random.integer(1, 3);
    const [alpha, beta, sigma] = [1, 2, 3].map(() => random.integer(1, 12) / 8) as [number, number, number];
    const net = single(inputs, T, 0, alpha, beta, sigma);
    for (const [skip, edges, shortest] of [
      [false, unrolled(T, alpha, beta), 2 * T],
      [true, unrolled(T, alpha, beta, sigma), T],
    ] as const) {
      const way = shortestPath(edges, 'h0', `h${T}`)!;
      claim.that(way.length === shortest, `${T} steps are ${way.length} layers apart`);
      claim.that(longestChain(edges) === 2 * T + 1, `the longest way has ${longestChain(edges) - 1} layers`);
      const sum = overAllWays(edges, 'h0', `h${T}`);
      claim.equal(await carried(context, net, skip), A.number(sum), 'the gradient over all ways');
    }
  }),
  C2: async ({ A, run, inputs, random, claim }) => {
    const T = random.integer(1, 3);
    const start = 2 ** -4;
    const bends = async (net: Tensors, skip: boolean) => {
      const last = (await run(net, { skip })).h!.data[T - 1]!;
      // tanh takes s³/3 off a small s, so that the number of tanh can be read off what is missing.
      return A.mul(A.sub(A.number(start), last), A.number(3 / start ** 3));
    };
    for (const [net, skip, layers] of [
      [single(inputs, T, start, 1, 1, 1), false, 2 * T],
      [single(inputs, T, start, 1, 0, 1), true, T],
    ] as const) {
      const off = A.abs(A.sub(await bends(net, skip), A.number(layers)));
      claim.atMost(off, A.number(0.25), `how far the number of layers is from ${layers}`);
    }
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { x, h0, W1, w1, W2, A2, S, b } = inputs as Net;
    const without = await run(inputs, { skip: false });
    const other = await run({ ...inputs, S: map(S, (s) => 1 - s) }, { skip: false });
    claim.same(other.h!, without.h!, 'h without the skip');
    const { h } = await run({ ...inputs, A2: zero(A2) }, { skip: true });
    let state = exact(A, h0);
    for (let t = 0; t < x.shape[1]!; t++) {
      const hidden = affine(A, stepOf(exact(A, x), t), W1, w1);
      const read = affine(A, { ...hidden, data: hidden.data.map(A.tanh) }, W2, b);
      const sums = total(A, [read, affine(A, state, S, zero(b))]);
      state = { ...sums, data: sums.data.map(A.tanh) };
      claim.same(stepOf(h!, t), state, `h at step ${t}`);
    }
  },
  C4: (context) => claimCausal(context, ['h', 'o']),
  C5: (context) => claimTwoRuns(context, calmed(context.inputs, 'A1', 'A2', 'S'), { from: 'h', into: 'h0' }),
  C6: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const { x, h0, A1, a1, A2, S } = inputs as Net;
    const T = x.shape[1]!;
    const { h } = await run(inputs);
    const sent = onlyAt(drawn(h0, h!.shape, random), T - 1);
    let arriving = stepOf(exact(A, sent), T - 1);
    for (let t = T - 1; t >= 0; t--) {
      const sums = affine(A, t === 0 ? exact(A, h0) : stepOf(h!, t - 1), A1, a1);
      const hidden = { ...sums, data: sums.data.map(A.tanh) };
      const delta = combine(arriving, slopes(A, stepOf(h!, t)), A.mul);
      const through = combine(matmul(A, delta, exact(A, A2)), slopes(A, hidden), A.mul);
      const deep = matmul(A, through, exact(A, A1));
      arriving = options.skip === true ? total(A, [deep, matmul(A, delta, exact(A, S))]) : deep;
    }
    claim.same((await vjp(inputs, { h: sent })).h0!, arriving, 'the gradient of h0');
  }),
  C7: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    const T = random.integer(1, 3);
    const net = single(inputs, T, 0, 0.5, 0.5, 1);
    claim.equal(await carried(context, net, false), A.number(0.25 ** T), 'the gradient without the skip');
    claim.equal(await carried(context, net, true), A.number(1.25 ** T), 'the gradient with the skip');
  }),
});
