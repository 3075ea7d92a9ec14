import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/long-delay-rnn.ts';
import { claimCausal } from './lib/causal.ts';
import { type Edge, shortestPath } from './lib/graph.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, matmul } from './lib/products.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';
import { affine, drawn, slopes, stepOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'W' | 'U' | 'V' | 'b', Tensor>;

/** One unit that reads `start` at the first step and nothing after. */
function impulse(inputs: Tensors, T: number, start: number, u: number, v: number): Tensors {
  const like = inputs.W!;
  return {
    x: fill(like, [1, T, 1], (t) => (t === 0 ? start : 0)),
    W: fill(like, [1, 1], () => 1),
    U: fill(like, [1, 1], () => u),
    V: fill(like, [1, 1], () => v),
    b: fill(like, [1], () => 0),
  };
}

/** The gradient of the last state in the first input. */
async function carried(
  { vjp }: Pick<LawContext, 'vjp'>,
  net: Tensors,
  options: { delay: number; short: boolean },
): Promise<Value> {
  const T = net.x!.shape[1]!;
  const h = map(net.x!, (_, t) => (t === T - 1 ? 1 : 0));
  return (await vjp(net, { h }, options)).x!.data[0]!;
}

/** Over all ways of short and long edges that make up a lag, the sum of their products. */
const overAllWays = (lag: number, delay: number, u: number, v: number): number =>
  lag < 0
    ? 0
    : lag === 0
      ? 1
      : u * overAllWays(lag - 1, delay, u, v) + v * overAllWays(lag - delay, delay, u, v);

export default laws(spec, {
  C1: withGradient(async (context) => {
    const { A, inputs, options, random, claim } = context;
    const delay = Number(options.delay);
    const lag = random.integer(0, 7);
    const edges: Edge[] = Array.from({ length: lag }, (_, t) => [
      { from: `h${t}`, to: `h${t + 1}`, factor: undefined },
      { from: `h${t}`, to: `h${t + delay}`, factor: undefined },
    ]).flat();
    const length = shortestPath(edges, 'h0', `h${lag}`)!.length;
    const most = Math.floor(lag / delay) + (lag % delay);
    claim.that(length === most, `the shortest way over ${lag} steps passes ${length} edges`);
    const [u, v] = [random.integer(1, 8) / 8, random.integer(1, 8) / 8];
    const gradient = await carried(context, impulse(inputs, lag + 1, 0, u, v), { delay, short: true });
    claim.equal(gradient, A.number(overAllWays(lag, delay, u, v)), `the gradient over ${lag} steps`);
    // Short edges so weak that only the ways with the fewest of them are left.
    const weak = 2 ** -20;
    const faint = await carried(context, impulse(inputs, lag + 1, 0, weak, 1), { delay, short: true });
    const ways = A.div(faint, A.number(weak ** (lag % delay)));
    claim.atMost(A.number(1), ways, 'the shortest ways and more');
    claim.atMost(ways, A.number(200), 'the shortest ways and little more');
  }),
  C2: async ({ run, inputs, options, claim }) => {
    const { x, U, V } = inputs as Net;
    const delay = Number(options.delay);
    const { h } = await run(inputs, { delay, short: false });
    for (let first = 0; first < Math.min(delay, x.shape[1]!); first++) {
      const steps = Array.from({ length: x.shape[1]! }, (_, t) => t).filter((t) => t % delay === first);
      const others = Array.from({ length: x.shape[1]! }, (_, t) => t).filter((t) => t % delay !== first);
      const front = <Sequence extends Tensor>(sequence: Sequence) =>
        slice(reorder(sequence, 1, [...steps, ...others]), 1, 0, steps.length);
      const chain = { ...inputs, x: front(x), U: V, V: map(U, () => 0) };
      const alone = await run(chain, { delay, short: true });
      for (const [k, t] of steps.entries()) claim.same(stepOf(h!, t), stepOf(alone.h!, k), `h at step ${t}`);
    }
  },
  C3: async ({ A, run, inputs, options, random, claim }) => {
    const delay = Number(options.delay);
    const lags = random.integer(0, 3);
    const start = 2 ** -4;
    const net = impulse(inputs, lags * delay + 1, start, 3, 1);
    const last = (await run(net, { delay, short: false })).h!.data.at(-1)!;
    // tanh takes s³/3 off a small s, so that the number of tanh can be read off what is missing.
    const bends = A.mul(A.sub(A.number(start), last), A.number(3 / start ** 3));
    const off = A.abs(A.sub(bends, A.number(lags + 1)));
    claim.atMost(off, A.number(0.25), `how far the number of tanh is from ${lags + 1}`);
  },
  C4: withGradient(async (context) => {
    const { A, inputs, options, random, claim } = context;
    const delay = Number(options.delay);
    const lags = random.integer(1, 3);
    const T = lags * delay + 1;
    const long = await carried(context, impulse(inputs, T, 0, 0.5, 0.5), { delay, short: false });
    claim.equal(long, A.number(2 ** -lags), 'what the delayed edges leave');
    const short = await carried(context, impulse(inputs, T, 0, 0.5, 0), { delay, short: true });
    claim.equal(short, A.number(2 ** (-lags * delay)), 'what the short edges leave');
    const between = await carried(context, impulse(inputs, T + 1, 0, 0.5, 0.5), { delay, short: false });
    claim.equal(between, A.number(0), 'the gradient over a lag that is no multiple of the delay');
  }),
  C5: (context) => claimCausal(context, ['h']),
  C6: async ({ A, run, inputs, options, claim }) => {
    const { x, W, U, V, b } = inputs as Net;
    const { h } = await run({ ...inputs, V: map(V, () => 0) }, { ...options, short: true });
    let state = exact(
      A,
      fill(x, [x.shape[0]!, U.shape[0]!], () => 0),
    );
    for (let t = 0; t < x.shape[1]!; t++) {
      const read = affine(A, stepOf(exact(A, x), t), W, b);
      const sums = total(A, [
        read,
        affine(
          A,
          state,
          U,
          map(b, () => 0),
        ),
      ]);
      state = { ...sums, data: sums.data.map(A.tanh) };
      claim.same(stepOf(h!, t), state, `h at step ${t}`);
    }
  },
  C7: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const { x, W, U, V } = inputs as Net;
    const T = x.shape[1]!;
    const { h } = await run(inputs);
    const sent = drawn(x, h!.shape, random);
    const nothing = stepOf(
      exact(
        A,
        map(sent, () => 0),
      ),
      0,
    );
    const deltas: (typeof nothing)[] = [];
    const gradient = (await vjp(inputs, { h: sent })).x!;
    for (let t = T - 1; t >= 0; t--) {
      const near = options.short === true ? (deltas[t + 1] ?? nothing) : nothing;
      const far = deltas[t + Number(options.delay)] ?? nothing;
      const arriving = total(A, [
        stepOf(exact(A, sent), t),
        matmul(A, near, exact(A, U)),
        matmul(A, far, exact(A, V)),
      ]);
      deltas[t] = combine(arriving, slopes(A, stepOf(h!, t)), A.mul);
      claim.same(stepOf(gradient, t), matmul(A, deltas[t]!, exact(A, W)), `the gradient of input ${t}`);
    }
  }),
});
