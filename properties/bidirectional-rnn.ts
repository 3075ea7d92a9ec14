import { evaluate } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/bidirectional-rnn.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import oneWay from '../spec/rnn.ts';
import { firstSteps } from './lib/causal.ts';
import { concatenate } from './lib/concatenate.ts';
import { entries } from './lib/entries.ts';
import { numbers, spectralNorm } from './lib/jacobian.ts';
import { type LawContext, laws, seldom, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { fill, map, slice } from './lib/tensors.ts';
import { claimApart, claimOwnSides, halves, reversed, rising } from './lib/two-directions.ts';
import { affine, onlyAt, stepOf, tensorOf, total } from './lib/unrolled.ts';

const FORWARD = ['hf0', 'Wf', 'Uf', 'bf'];
const BACKWARD = ['hb0', 'Wb', 'Ub', 'bb'];

const widthOf = ({ hf0 }: Tensors): number => hf0!.shape[1]!;
const lengthOf = ({ x }: Tensors): number => x!.shape[1]!;

/** The columns of V that read the forward half, and those that read the backward half. */
const columns = ({ V }: Tensors, F: number): [Tensor, Tensor] => [
  slice(V!, 1, 0, F),
  slice(V!, 1, F, V!.shape[1]!),
];

/** The two directions change names. */
function exchanged(inputs: Tensors): Tensors {
  const names = FORWARD.map((name, n) => [name, BACKWARD[n]!] as const);
  const [left, right] = columns(inputs, widthOf(inputs));
  return {
    ...inputs,
    ...Object.fromEntries(names.flatMap(([f, b]) => [[f, inputs[b]!] as const, [b, inputs[f]!] as const])),
    V: concatenate(right, left, 1),
  };
}

/** The states of a one-way network with the parameters of one direction, as its own definition gives them. */
function alone({ A }: LawContext, inputs: Tensors, [h0, W, U, b]: readonly string[], x: Tensor) {
  const H = inputs[h0!]!.shape[1]!;
  const net = {
    x,
    h0: inputs[h0!]!,
    W: inputs[W!]!,
    U: inputs[U!]!,
    b: inputs[b!]!,
    V: fill(x, [1, H], () => 0),
    c: fill(x, [1], () => 0),
  };
  return evaluate(prepare(oneWay), prepare(oneWay).truth.definition, A, net, {}).h!;
}

export default laws(spec, {
  C1: (context) => claimOwnSides(context, widthOf(context.inputs)),
  C2: async ({ run, inputs, claim }) => {
    const { h, o } = await run(inputs);
    const other = await run({ ...exchanged(inputs), x: reversed(inputs.x!) });
    const [forward, backward] = halves(h!, widthOf(inputs));
    const [left, right] = halves(other.h!, backward.shape[2]!);
    claim.same(reversed(left), backward, 'the forward half of the reversed input');
    claim.same(reversed(right), forward, 'the backward half of the reversed input');
    claim.same(reversed(other.o!), o!, 'the output of the reversed input');
  },
  C3: async (context) => {
    const { run, inputs, claim } = context;
    const [forward, backward] = halves((await run(inputs)).h!, widthOf(inputs));
    claim.same(forward, alone(context, inputs, FORWARD, inputs.x!), 'the forward half');
    const back = alone(context, inputs, BACKWARD, reversed(inputs.x!));
    claim.same(backward, reversed(back), 'the backward half');
  },
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const net = rising(inputs, 'x', 'hf0', 'hb0', 'bf', 'bb');
    const [N, T, D] = [net.x!.shape[0]!, 3, net.x!.shape[2]!];
    const three: Tensors = { ...net, x: fill(net.x!, [N, T, D], () => random.integer(-4, 4) / 32) };
    const step = random.integer(0, T - 1);
    const o = onlyAt(
      fill(net.c!, [N, T, net.c!.shape[0]!], () => 1),
      step,
    );
    const moved = (await vjp(three, { o })).x!;
    for (const value of moved.data) claim.atMost(A.number(2 ** -20), value, `the slope of output ${step}`);
    const F = widthOf(net);
    const forwardOnly = { ...three, V: map(net.V!, (v, n) => (n % net.V!.shape[1]! < F ? v : 0)) };
    const past = (await vjp(forwardOnly, { o })).x!;
    for (let t = 0; t < T; t++)
      for (const value of stepOf(past, t).data) {
        if (t > step) claim.equal(value, A.number(0), `the slope in a later input, ${t}`);
        else claim.atMost(A.number(2 ** -20), value, `the slope in input ${t}`);
      }
    // A prefix: the backward half of the first step has not read what is cut off.
    const longer = {
      ...three,
      x: map(three.x!, () => 1 / 4),
      hb0: map(three.hb0!, () => 0),
      bb: map(three.bb!, () => 0),
    };
    const first = async (inputs: Tensors) => stepOf((await run(inputs)).o!, 0);
    const [whole, cut] = [await first(longer), await first(firstSteps(longer, 1))];
    whole.data.forEach((value, n) => {
      claim.atMost(A.number(2 ** -20), A.sub(value, cut.data[n]!), 'what the rest adds to the first output');
    });
    const prefixed = { ...longer, V: forwardOnly.V };
    claim.same(await first(firstSteps(prefixed, 1)), await first(prefixed), 'the first one-way output');
  }),
  C5: (context) => claimApart(context, widthOf(context.inputs), { forward: FORWARD, backward: BACKWARD }),
  C6: async ({ A, run, inputs, claim }) => {
    const F = widthOf(inputs);
    const { h, o } = await run(inputs);
    const [forward, backward] = halves(h!, F);
    const [left, right] = columns(inputs, F);
    for (let t = 0; t < lengthOf(inputs); t++) {
      const sum = total(A, [
        affine(A, stepOf(forward, t), left, inputs.c!),
        affine(
          A,
          stepOf(backward, t),
          right,
          map(inputs.c!, () => 0),
        ),
      ]);
      claim.same(stepOf(o!, t), sum, `the output at ${t}`);
    }
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const [N, T, D] = inputs.x!.shape as [number, number, number];
    const [F, B] = random.pick([
      [1, 4],
      [3, 2],
      [2, 2],
    ]) as [number, number];
    const eighths = (like: Tensor, shape: readonly number[]) =>
      fill(like, shape, () => random.integer(-8, 8) / 8);
    const net: Tensors = {
      x: inputs.x!,
      hf0: eighths(inputs.hf0!, [N, F]),
      hb0: eighths(inputs.hb0!, [N, B]),
      Wf: eighths(inputs.Wf!, [F, D]),
      Uf: map(eighths(inputs.Uf!, [F, F]), (u) => u / 4),
      bf: eighths(inputs.bf!, [F]),
      Wb: eighths(inputs.Wb!, [B, D]),
      Ub: map(eighths(inputs.Ub!, [B, B]), (u) => u / 4),
      bb: eighths(inputs.bb!, [B]),
      V: eighths(inputs.V!, [2, F + B]),
      c: eighths(inputs.c!, [2]),
    };
    const { h, o } = await run(net);
    claim.that(String(h!.shape) === String([N, T, F + B]), `h has the shape [${h!.shape}]`);
    claim.that(String(o!.shape) === String([N, T, 2]), `o has the shape [${o!.shape}]`);
    const step = lengthOf(inputs) - 1;
    // At the end the backward half has made one step, and it starts at column F.
    const sums = total(A, [
      affine(A, exact(A, stepOf(net.x!, step)), net.Wb!, net.bb!),
      affine(
        A,
        exact(A, net.hb0!),
        net.Ub!,
        map(net.bb!, () => 0),
      ),
    ]);
    claim.same(
      stepOf(halves(h!, F)[1], step),
      { ...sums, data: sums.data.map(A.tanh) },
      'the backward start',
    );
  },
  C8: seldom(async ({ run, inputs, claim }) => {
    const signature = prepare(spec);
    const matrices = ['Wf', 'Uf', 'Wb', 'Ub', 'V'];
    const all = [...matrices, 'bf', 'bb', 'c'];
    for (const [d, h, q] of [
      [3, 4, 5],
      [1, 2, 3],
      [7, 1, 2],
    ] as const) {
      const count = (names: readonly string[], T: number) =>
        entries(signature, names, { N: 1, T, D: d, F: h, B: h, Q: q });
      const weights = count(matrices, 5);
      claim.that(weights === 2 * h * d + 2 * h ** 2 + 2 * h * q, `there are ${weights} weights`);
      claim.that(count(all, 1) === count(all, 1000), 'the parameters depend on the length');
      const recurrent = count([...matrices.slice(0, 4), 'bf', 'bb'], 5);
      const once = entries(prepare(oneWay), ['W', 'U', 'b'], { N: 1, T: 5, D: d, H: h, Q: q });
      claim.that(recurrent === 2 * once, `${recurrent} recurrent parameters, one way ${once}`);
    }
    const standing = entries(signature, all, { N: 1, T: 9, D: 3, F: 4, B: 4, Q: 5 });
    claim.that(standing === 109, `3 inputs, 4 units and 5 outputs make ${standing} parameters`);
    // V holds two matrices, one for each half: without any one of the six the output is another.
    const net = rising(inputs);
    const F = widthOf(net);
    const without = [
      ...matrices.slice(0, 4).map((name) => ({ ...net, [name]: map(net[name]!, () => 0) })),
      ...[0, 1].map((half) => ({
        ...net,
        V: map(net.V!, (v, n) => (Number(n % net.V!.shape[1]! >= F) === half ? 0 : v)),
      })),
    ];
    const { o } = await run(net);
    const moved = await Promise.all(
      without.map(async (fewer) => (await run(fewer)).o!.data.some((v, n) => v !== o!.data[n])),
    );
    claim.that(moved.filter(Boolean).length === 6, `${moved.filter(Boolean).length} matrices count`);
  }),
  C9: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const H = 2;
    const T = random.integer(2, 6);
    const one = (name: string, shape: readonly number[], values: readonly number[]) =>
      tensorOf(inputs[name]!, shape, values);
    const spread = (size: number, width: number) =>
      Array.from({ length: size }, () => random.integer(-width, width) / 8);
    const U = one('Uf', [H, H], spread(H * H, 3));
    const W = one('Wf', [H, 1], spread(H, 8));
    const net: Tensors = {
      // The same sequence twice: sample n asks for the gradient of unit n.
      x: fill(inputs.x!, [H, T, 1], (n) => ((n % T) - 2) / 8),
      hf0: fill(inputs.hf0!, [H, H], () => 0),
      hb0: fill(inputs.hb0!, [H, 1], () => 0),
      Wf: W,
      Uf: U,
      bf: one('bf', [H], [0.125, -0.25]),
      Wb: one('Wb', [1, 1], [1]),
      Ub: one('Ub', [1, 1], [0.5]),
      bb: one('bb', [1], [0]),
      V: fill(inputs.V!, [1, H + 1], () => 0),
      c: fill(inputs.c!, [1], () => 0),
    };
    const last = (n: number) => Math.floor(n / (H + 1)) % T === T - 1;
    const unit = (n: number) => n % (H + 1) === Math.floor(n / (T * (H + 1)));
    const h = fill(inputs.x!, [H, T, H + 1], (n) => (last(n) && unit(n) ? 1 : 0));
    const first = stepOf((await vjp(net, { h })).x!, 0);
    const norm = spectralNorm(numbers(context, first));
    const rows = (tensor: Tensor) => numbers(context, exact(A, tensor));
    const most = spectralNorm(rows(U)) ** (T - 1) * spectralNorm(rows(W));
    claim.atMost(
      A.number(norm),
      A.number(most * (1 + 2 ** -6) + 2 ** -20),
      'the influence of the first input',
    );
    // Row sums of 6/8: the bound itself halves in three steps, whatever was drawn.
    claim.atMost(A.number(norm), A.number(2 * 0.75 ** (T - 1)), 'an influence that dies out');
    const backward = fill(inputs.x!, [H, T, H + 1], (n) => (last(n) && n % (H + 1) === H ? 1 : 0));
    const unread = (await vjp(net, { h: backward })).x!;
    for (const value of stepOf(unread, 0).data)
      claim.equal(value, A.number(0), 'the backward state at the end');
    for (const value of stepOf(unread, T - 1).data)
      claim.atMost(A.number(2 ** -4), value, 'its slope in the last input');
  }),
});
