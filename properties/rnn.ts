import { prepare } from '../reference/lib/prepare.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/rnn.ts';
import { claimCausal, claimTwoRuns, firstSteps } from './lib/causal.ts';
import { entries } from './lib/entries.ts';
import { type Edge, shortestPath } from './lib/graph.ts';
import { claimBound, numbers, spectralNorm, stateJacobian } from './lib/jacobian.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, inner } from './lib/products.ts';
import { fill, lanes, map } from './lib/tensors.ts';
import { claimProductsOfJacobians, claimSeparateCells } from './lib/through-time.ts';
import { affine, calmed, changed, drawn, onlyAt, slopes, stepOf, tensorOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'h0' | 'W' | 'U' | 'b' | 'V' | 'c', Tensor>;

const lengthOf = ({ x }: Tensors): number => x!.shape[1]!;
const shrunk = (tensor: Tensor) => map(tensor, (v) => v / 32);
const zero = (tensor: Tensor) => map(tensor, () => 0);

/** A network of H units without inputs or biases, all outputs of which are its states. */
function still(inputs: Tensors, T: number, U: readonly (readonly number[])[], bias = 0): Tensors {
  const H = U.length;
  const identity = (n: number) => (Math.floor(n / H) === n % H ? 1 : 0);
  return {
    x: fill(inputs.x!, [1, T, 1], () => 0),
    h0: fill(inputs.h0!, [1, H], () => 0),
    W: fill(inputs.W!, [H, 1], () => 1),
    U: tensorOf(inputs.U!, [H, H], U.flat()),
    b: fill(inputs.b!, [H], () => bias),
    V: fill(inputs.V!, [H, H], identity),
    c: fill(inputs.c!, [H], () => 0),
  };
}

/** One unit that reads one number a step. */
const scalar = (inputs: Tensors, x: readonly number[], u: number): Tensors => ({
  ...still(inputs, x.length, [[u]]),
  x: tensorOf(inputs.x!, [1, x.length, 1], x),
});

export default laws(spec, {
  C1: (context) => claimCausal(context, ['h', 'o']),
  C2: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const step = random.integer(0, lengthOf(inputs) - 1);
    const { x, h0, W, U, b, V, c } = inputs as Net;
    const eighth = (tensor: Tensor) => map(tensor, () => 1 / 8);
    const net = { x: shrunk(x), h0: shrunk(h0), W: eighth(W), U: eighth(U), b: shrunk(b), V: eighth(V), c };
    const [N, T] = x.shape as [number, number];
    const o = onlyAt(
      fill(c, [N, T, c.shape[0]!], () => 1),
      step,
    );
    const gradient = (await vjp(net, { o })).x!;
    for (let t = 0; t < T; t++)
      for (const value of stepOf(gradient, t).data) {
        if (t > step) claim.equal(value, A.number(0), `the gradient of a later input, at ${t}`);
        else claim.atMost(A.number(2 ** -20), value, `the gradient of input ${t}`);
      }
  }),
  C3: (context) => claimTwoRuns(context, calmed(context.inputs, 'U'), { from: 'h', into: 'h0' }),
  C4: async ({ A, run, inputs, claim }) => {
    const { x, h0, W, U, b, V, c } = inputs as Net;
    const { h, o } = await run(inputs);
    const nothing = zero(b);
    const state = (t: number): ReturnType<typeof exact> => {
      if (t < 0) return exact(A, h0);
      const sums = total(A, [affine(A, stepOf(exact(A, x), t), W, b), affine(A, state(t - 1), U, nothing)]);
      return { ...sums, data: sums.data.map(A.tanh) };
    };
    for (let t = 0; t < lengthOf(inputs); t++) {
      claim.same(stepOf(h!, t), state(t), `h at step ${t}`);
      claim.same(stepOf(o!, t), affine(A, state(t), V, c), `o at step ${t}`);
    }
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const { U, V, c } = inputs as Net;
    const H = U.shape[0]!;
    const seen = {
      V: fill(V, [H, H], (n) => (Math.floor(n / H) === n % H ? 1 : 0)),
      c: fill(c, [H], () => 0),
    };
    const last = async (net: Tensors) => stepOf((await run(net)).o!, lengthOf(net) - 1);
    const state = await last({ ...inputs, ...seen });
    const target = exact(A, drawn(U, state.shape, random));
    const along = drawn(c, [H], random);
    const loss = async (by: number) => {
      const off = combine(await last({ ...inputs, ...seen, c: map(along, (v) => v * by) }), target, A.sub);
      return A.mul(A.number(0.5), inner(A, off, off));
    };
    // The loss is a parabola along every line, so that its slope is the difference over two steps exactly.
    const slope = A.sub(await loss(1), await loss(-1));
    const expected = combine(state, target, A.sub);
    const direction = { ...expected, data: expected.data.map((_, n) => A.number(2 * along.data[n % H]!)) };
    claim.equal(slope, inner(A, expected, direction), 'the slope of the loss');
  },
  C6: withGradient(claimProductsOfJacobians),
  C7: withGradient(claimSeparateCells),
  C8: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    const { x, h0, b } = inputs as Net;
    await claimBound(context, { ...inputs, x: shrunk(x), h0: shrunk(h0), b: shrunk(b) });
    const stretch = random.pick([0.5, 1.5, -2]);
    const T = random.integer(1, 4);
    const turned = [
      [0, stretch],
      [-stretch, 0],
    ];
    await claimBound(context, still(inputs, T, turned));
    const exactly = spectralNorm(numbers(context, await stateJacobian(context, still(inputs, T, turned))));
    claim.atMost(A.number(Math.abs(stretch) ** T * (1 - 2 ** -6)), A.number(exactly), 'the bound reached');
    const gone = await stateJacobian(
      context,
      still(inputs, 2, [
        [0, 4],
        [0, 0],
      ]),
    );
    for (const value of gone.data) claim.equal(value, A.number(0), 'two steps of a nilpotent U');
    const saturated = numbers(
      context,
      await stateJacobian(
        context,
        still(
          inputs,
          3,
          [
            [4, 0],
            [0, 4],
          ],
          8,
        ),
      ),
    );
    claim.atMost(A.number(spectralNorm(saturated)), A.number(2 ** -10), 'the Jacobian of saturated units');
  }),
  C9: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const T = 4;
    const x = Array.from({ length: T }, () => 2 ** -10);
    const weights = async (u: number) => {
      const net = scalar(inputs, x, u);
      const h = fill(inputs.h0!, [1, T, 1], (t) => (t === T - 1 ? 1 : 0));
      // W is one, so an input's gradient is what it multiplies in the gradient of W.
      const gradient = (await vjp(net, { h })).x!.data.map((delta) => A.mul(delta, A.number(2 ** -10)));
      const slope = slopes(A, (await run(net)).h!).data;
      for (let k = 0; k + 1 < T; k++)
        claim.equal(gradient[k]!, A.mul(A.mul(A.number(u), slope[k]!), gradient[k + 1]!), `summand ${k}`);
      return gradient.map(A.abs);
    };
    const vanishing = await weights(random.pick([0.25, 0.375, -0.375]));
    claim.atMost(A.sum(vanishing.slice(0, -1)), vanishing.at(-1)!, 'what all earlier inputs weigh');
    const exploding = await weights(random.pick([1.25, 2, -2]));
    claim.atMost(exploding.at(-1)!, exploding[0]!, 'what the last input weighs');
    claim.atMost(vanishing[0]!, vanishing.at(-1)!, 'what the first input weighs');
  }),
  C10: withGradient(async (context) => {
    const { A, inputs, random, claim } = context;
    const T = random.integer(1, 5);
    const [q, r] = [random.integer(-2, 2), random.integer(-2, 2)];
    const [one, other] = [random.integer(-12, 12) / 8, random.integer(-12, 12) / 8];
    // Q = [[1 + qr, q], [r, 1]] has the determinant one.
    const conjugated = (a: number, b: number) => [
      [(1 + q * r) * a - q * r * b, q * (1 + q * r) * (b - a)],
      [r * (a - b), (1 + q * r) * b - q * r * a],
    ];
    const power = await stateJacobian(context, still(inputs, T, conjugated(one, other)));
    const expected = conjugated(one ** T, other ** T).flat();
    claim.same(power, { shape: [2, 2], data: expected.map((v) => A.number(v)) }, 'U to the power of T');
    const trace = A.add(power.data[0]!, power.data[3]!);
    claim.equal(trace, A.number(one ** T + other ** T), 'the sum of the eigenvalues');
    const sheared = await stateJacobian(
      context,
      still(inputs, T, [
        [1, 1],
        [0, 1],
      ]),
    );
    claim.same(sheared, { shape: [2, 2], data: [1, T, 0, 1].map((v) => A.number(v)) }, '[[1,1],[0,1]] to T');
  }),
  C11: seldom(
    withGradient(async (context) => {
      const { A, inputs, claim } = context;
      const power = await stateJacobian(
        context,
        still(inputs, 50, [
          [1.1, 0],
          [0, 0.9],
        ]),
      );
      for (const [n, printed] of [117.3909, 0, 0, 0.00515378].entries()) {
        const off = A.abs(A.sub(power.data[n]!, A.number(printed)));
        claim.atMost(off, A.number(printed * 2 ** -16), `the error of factor ${n}`);
      }
    }),
  ),
  C12: async ({ A, run, inputs, random, claim }) => {
    const steps = random.integer(1, lengthOf(inputs));
    const labels = inputs.x!.shape.slice(0, 2).reduce((product, n) => product * n, 1);
    const classes = Array.from({ length: labels }, () => random.integer(0, inputs.c!.shape[0]! - 1));
    const losses = async (net: Tensors) =>
      lanes((await run(net)).o!, 2).map((scores, n) => {
        const label = classes[n]!;
        const powers = scores.map(A.exp);
        const shares = powers.map((e) => A.div(e, A.sum(powers)));
        claim.equal(A.sum(shares), A.number(1), 'the sum of the prediction');
        const most = scores.reduce((a, b) => A.max(a, b));
        const logSum = A.log(A.sum(scores.map((z) => A.exp(A.sub(z, most)))));
        const loss = A.sub(logSum, A.sub(scores[label]!, most));
        claim.equal(A.neg(A.log(shares[label]!)), loss, 'the loss by the prediction');
        return loss;
      });
    const before = await losses(inputs);
    const after = await losses({ ...inputs, x: changed(inputs.x!, (t) => t >= steps, 1) });
    before.forEach((loss, n) => {
      if (n % lengthOf(inputs) < steps) claim.equal(after[n]!, loss, `the loss of step ${n}`);
    });
  },
  C13: seldom(async ({ run, inputs, claim }) => {
    const signature = prepare(spec);
    for (const [D, H, Q] of [
      [3, 4, 5],
      [1, 1, 1],
      [7, 2, 3],
    ] as const)
      for (const T of [1, 7, 1000]) {
        const states = entries(signature, ['W', 'U', 'b'], { D, H, Q, T });
        const outputs = entries(signature, ['V', 'c'], { D, H, Q, T });
        claim.that(states === D * H + H ** 2 + H, `the states have ${states} parameters`);
        claim.that(outputs === H * Q + Q, `the outputs have ${outputs} parameters`);
      }
    const standing = entries(signature, ['W', 'U', 'b', 'V', 'c'], { D: 3, H: 4, Q: 5, T: 9 });
    claim.that(standing === 57, `3 inputs, 4 units and 5 outputs make ${standing} parameters`);
    const [N, , D] = inputs.x!.shape as [number, number, number];
    const net = calmed(inputs, 'U');
    for (const T of [1, 100]) {
      const { h, o } = await run({ ...net, x: fill(net.x!, [N, T, D], (n) => (n % 5) / 8) });
      claim.that(h!.shape[1] === T && o!.shape[1] === T, `${T} inputs give ${h!.shape[1]} states`);
    }
  }),
  C14: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const T = random.integer(1, 4);
    const u = random.integer(1, 12) / 8;
    const net = scalar(
      inputs,
      Array.from({ length: T }, () => random.integer(-4, 4) / 8),
      u,
    );
    const slope = slopes(A, (await run(net)).h!).data;
    const sent = random.integer(1, 8) / 8;
    const edges: Edge<Value>[] = [{ from: 'L', to: `h${T - 1}`, factor: A.number(sent) }];
    for (let t = 0; t < T; t++) {
      edges.push({ from: `h${t}`, to: `a${t}`, factor: slope[t]! });
      if (t > 0) edges.push({ from: `a${t}`, to: `h${t - 1}`, factor: A.number(u) });
    }
    const path = shortestPath(edges, 'L', 'a0')!;
    const count = (from: string, to: string) =>
      path.filter((edge) => edge.from.startsWith(from) && edge.to.startsWith(to)).length;
    claim.that(path.length === 2 * T, `${path.length} factors`);
    claim.that(count('h', 'a') === T, `${count('h', 'a')} slopes`);
    claim.that(count('a', 'h') === T - 1, `U stands ${count('a', 'h')} times`);
    const h = fill(inputs.h0!, [1, T, 1], (t) => (t === T - 1 ? sent : 0));
    const oldest = path.map(({ factor }) => factor).reduce(A.mul);
    claim.equal((await vjp(net, { h })).x!.data[0]!, oldest, 'the oldest summand');
  }),
  C15: withGradient(async (context) => {
    const { A, run, inputs, claim } = context;
    const { x, h0, W, U, b } = inputs as Net;
    const H = U.shape[0]!;
    const rowSum = (unit: number) =>
      [...U.data.slice(unit * H, (unit + 1) * H)].reduce((sum, u) => sum + u, 0);
    const net = {
      ...inputs,
      W: map(W, (w) => w / 2),
      U: map(U, (u) => u / 4),
      b: map(b, (offset, unit) => (offset + rowSum(unit) / 2) / 2),
    };
    const { h } = await run(net);
    let state = exact(
      A,
      map(h0, (v) => 0.5 + v / 2),
    );
    for (let t = 0; t < lengthOf(inputs); t++) {
      const sums = total(A, [affine(A, stepOf(exact(A, x), t), W, b), affine(A, state, U, zero(b))]);
      state = { ...sums, data: sums.data.map(A.sigmoid) };
      const halved = stepOf(h!, t).data.map((v) => A.add(A.number(0.5), A.mul(A.number(0.5), v)));
      claim.same({ ...state, data: halved }, state, `the state at step ${t}`);
    }
    await claimBound(context, net);
  }),
  C16: async ({ A, run, inputs, claim }) => {
    const { x, h0, W, U, b, V, c } = inputs as Net;
    const whole = await run(inputs);
    const [N, T] = x.shape as [number, number];
    claim.that(String(whole.o!.shape) === String([N, T, c.shape[0]]), `o has the shape [${whole.o!.shape}]`);
    for (let t = 0; t < T; t++) {
      const { o } = await run(firstSteps(inputs, t + 1));
      claim.same(stepOf(o!, t), stepOf(whole.o!, t), `the last output after ${t + 1} inputs`);
      claim.same(stepOf(whole.o!, t), affine(A, stepOf(whole.h!, t), V, c), `the output of step ${t}`);
    }
    const single = (await run(firstSteps(inputs, 1))).h!;
    const sums = total(A, [affine(A, stepOf(exact(A, x), 0), W, b), affine(A, exact(A, h0), U, zero(b))]);
    claim.same(stepOf(single, 0), { ...sums, data: sums.data.map(A.tanh) }, 'a single step');
  },
  C17: withGradient(async ({ A, vjp, inputs, claim }) => {
    const net = { ...scalar(inputs, [1, -0.5, 2], 0.75), b: tensorOf(inputs.b!, [1], [0.125]) };
    const sent = fill(inputs.h0!, [1, 3, 1], (t) => (t === 2 ? 1 : 0));
    const { x, W } = await vjp({ ...net, W: tensorOf(inputs.W!, [1, 1], [0.5]) }, { h: sent });
    // An input's gradient is W = ½ times what it multiplies in the gradient of W.
    const terms = x!.data.map((value, t) => A.mul(value, A.number([2, -1, 4][t]!)));
    for (const [t, printed] of [0.0864693, -0.0832533, 0.4826771].entries())
      claim.atMost(
        A.abs(A.sub(terms[t]!, A.number(printed))),
        A.number(2 ** -18),
        `the error of summand ${t}`,
      );
    claim.atMost(
      A.abs(A.sub(W!.data[0]!, A.number(0.4858931))),
      A.number(2 ** -18),
      'the error of the slope',
    );
  }),
});
