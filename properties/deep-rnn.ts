import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/deep-rnn.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { claimCausal } from './lib/causal.ts';
import { entries } from './lib/entries.ts';
import { type Edge, shortestPath } from './lib/graph.ts';
import { laws, seldom, withGradient } from './lib/laws.ts';
import { exact, matmul, transpose } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { affine, calmed, close, rounded, stepOf, tensorOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'h0' | 'W' | 'U' | 'b' | 'V' | 'c', Tensor>;

/** Layers from … to−1 alone. */
const layers = (inputs: Tensors, from: number, to: number): Tensors => ({
  ...inputs,
  h0: slice(inputs.h0!, 1, from, to),
  W: slice(inputs.W!, 0, from, to),
  U: slice(inputs.U!, 0, from, to),
  b: slice(inputs.b!, 0, from, to),
});

/** Layer l's slice of [L,n,…], without that axis. */
function layer(stacked: Tensor, l: number): Tensor {
  const one = slice(stacked, 0, l, l + 1);
  return { ...one, shape: one.shape.slice(1) };
}

const binomial = (n: number, k: number): number => (k === 0 ? 1 : (binomial(n - 1, k - 1) * n) / k);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const single = layers(inputs, 0, 1);
    const { x, h0, W, U, b, V, c } = single as Net;
    const { o, h1 } = await run(single);
    const nothing = map(layer(b, 0), () => 0);
    let state = stepOf(exact(A, h0), 0);
    for (let t = 0; t < x.shape[1]!; t++) {
      const read = affine(A, stepOf(exact(A, x), t), layer(W, 0), layer(b, 0));
      const sums = total(A, [read, affine(A, state, layer(U, 0), nothing)]);
      state = { ...sums, data: sums.data.map(A.tanh) };
      claim.same(stepOf(o!, t), affine(A, state, V, c), `o at step ${t}`);
    }
    claim.same(stepOf(h1!, 0), state, 'h1');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const net = calmed(inputs, 'W', 'U') as Net;
    const [T, L, H] = [net.x.shape[1]!, net.h0.shape[1]!, net.h0.shape[2]!];
    const whole = await run(net);
    let sequence = net.x;
    const seen = {
      V: fill(net.V, [H, H], (n) => (Math.floor(n / H) === n % H ? 1 : 0)),
      c: fill(net.c, [H], () => 0),
    };
    for (let l = 0; l < L; l++) {
      const one = layers({ ...net, x: sequence }, l, l + 1);
      close(A, claim, (await run(one)).h1!, slice(whole.h1!, 1, l, l + 1), `h1 of layer ${l} alone`);
      if (l === L - 1) close(A, claim, (await run(one)).o!, whole.o!, 'o, layer by layer');
      sequence = rounded(A, net.x, (await run({ ...one, ...seen })).o!);
    }
    let states = net.h0;
    for (let t = 0; t < T; t++) {
      const { o, h1 } = await run({ ...net, x: slice(net.x, 1, t, t + 1), h0: states });
      close(A, claim, o!, slice(whole.o!, 1, t, t + 1), `o of step ${t} alone`);
      states = rounded(A, net.h0, h1!);
    }
    close(A, claim, exact(A, states), whole.h1!, 'h1, step by step');
  },
  C3: (context) => claimCausal(context, ['o']),
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [T, L] = [random.integer(1, 4), random.integer(1, 3)];
    const [w, u] = [random.integer(1, 8) / 4, random.integer(1, 8) / 4];
    const { x, h0, W, V } = inputs as Net;
    const net = {
      x: fill(x, [1, T, 1], () => 0),
      h0: fill(h0, [1, L, 1], () => 0),
      W: fill(W, [L, 1, 1], () => w),
      U: fill(W, [L, 1, 1], () => u),
      b: fill(W, [L, 1], () => 0),
      V: fill(V, [1, 1], () => 1),
      c: fill(V, [1], () => 0),
    };
    const edges: Edge[] = [];
    for (let l = 0; l < L; l++)
      for (let t = 0; t < T; t++) {
        edges.push({ from: `${l} ${t - 1}`, to: `${l} ${t}`, factor: undefined });
        if (l > 0) edges.push({ from: `${l - 1} ${t}`, to: `${l} ${t}`, factor: undefined });
      }
    for (let l = 0; l < L; l++) {
      const h1 = tensorOf(
        h0,
        [1, L, 1],
        Array.from({ length: L }, (_, at) => Number(at === l)),
      );
      const gradient = (await vjp(net, { h1 })).h0!;
      for (let j = 0; j < L; j++) {
        const up = l - j;
        const length = shortestPath(edges, `${j} -1`, `${l} ${T - 1}`)?.length;
        claim.that(
          length === (up < 0 ? undefined : T + up),
          `the path from ${j} to ${l} has ${length} edges`,
        );
        const sum = up < 0 ? 0 : binomial(T - 1 + up, up) * w ** up * u ** T;
        claim.equal(gradient.data[j]!, A.number(sum), `the gradient at ${l} in layer ${j}`);
      }
    }
  }),
  C5: async ({ A, run, inputs, claim }) => {
    const { x, h0, W, U, b, V, c } = inputs as Net;
    const H = h0.shape[2]!;
    const turned = (weights: Tensor) =>
      map(weights, (_, n) => {
        const [l, k, d] = [Math.floor(n / H ** 2), Math.floor(n / H) % H, n % H];
        return weights.data[(l * H + d) * H + k]!;
      });
    const { o } = await run({ ...inputs, W: turned(W), U: turned(U) });
    const states = Array.from({ length: h0.shape[1]! }, (_, l) => stepOf(exact(A, h0), l));
    for (let t = 0; t < x.shape[1]!; t++) {
      let below = stepOf(exact(A, x), t);
      for (const [l, before] of states.entries()) {
        const sums = total(A, [
          matmul(A, below, exact(A, layer(W, l))),
          matmul(A, before, exact(A, layer(U, l))),
          { ...below, data: below.data.map((_, n) => A.number(b.data[l * H + (n % H)]!)) },
        ]);
        states[l] = below = { ...sums, data: sums.data.map(A.tanh) };
      }
      const rows = matmul(A, below, transpose(exact(A, V)));
      const shifted = rows.data.map((v, n) => A.add(v, A.number(c.data[n % c.data.length]!)));
      claim.same(stepOf(o!, t), { ...rows, data: shifted }, `o at step ${t}`);
    }
  },
  C6: seldom(async ({ run, inputs, claim }) => {
    const signature = prepare(spec);
    for (const [L, H, Q] of [
      [1, 4, 5],
      [3, 2, 1],
      [2, 7, 3],
    ] as const)
      for (const T of [1, 1000]) {
        const states = entries(signature, ['W', 'U', 'b'], { L, H, Q, T });
        const outputs = entries(signature, ['V', 'c'], { L, H, Q, T });
        claim.that(states === L * (2 * H ** 2 + H), `the states have ${states} parameters`);
        claim.that(outputs === H * Q + Q, `the outputs have ${outputs} parameters`);
      }
    const net = calmed(inputs, 'W', 'U') as Net;
    const [N, , H] = net.x.shape as [number, number, number];
    for (const T of [1, 40]) {
      const { o } = await run({ ...net, x: fill(net.x, [N, T, H], (n) => (n % 5) / 8) });
      claim.that(o!.shape[1] === T, `${T} inputs give ${o!.shape[1]} outputs`);
    }
  }),
});
