import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/teacher-forced-rnn.ts';
import { longestChain } from './lib/graph.ts';
import { influences, mild } from './lib/influences.ts';
import { type LawContext, laws, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';
import { affine, calmed, changed, close, drawn, onlyAt, rounded, stepOf, total } from './lib/unrolled.ts';

type Net = Record<'x' | 'y' | 'o0' | 'W' | 'U' | 'b' | 'V' | 'c', Tensor>;

/** Each step as a sample of its own: x[N·T,1,D], y[N·T,1,Q], o0[N·T,Q], in the order of `steps`, which are n·T + t. */
function apart(inputs: Tensors, steps: readonly number[]): Tensors {
  const { x, y, o0 } = inputs as Net;
  const [, T, D] = x.shape as [number, number, number];
  const Q = o0.shape[1]!;
  const fed = (step: number, q: number) =>
    step % T === 0 ? o0.data[(step / T) * Q + q]! : y.data[(step - 1) * Q + q]!;
  return {
    ...inputs,
    x: fill(x, [steps.length, 1, D], (n) => x.data[steps[Math.floor(n / D)]! * D + (n % D)]!),
    y: fill(y, [steps.length, 1, Q], () => 7),
    o0: fill(o0, [steps.length, Q], (n) => fed(steps[Math.floor(n / Q)]!, n % Q)),
  };
}

/** All steps of all samples in random order. */
const anyOrder = ({ inputs, random }: Pick<LawContext, 'inputs' | 'random'>) =>
  random.permutation(inputs.x!.shape[0]! * inputs.x!.shape[1]!);

/** [N,T,n] as one row for each step. */
const asRows = <V extends { readonly shape: readonly number[] }>(values: V): V => ({
  ...values,
  shape: [values.shape[0]! * values.shape[1]!, 1, values.shape[2]!],
});

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    const order = anyOrder(context);
    const whole = await run(inputs);
    const steps = await run(apart(inputs, order));
    for (const name of ['h', 'o'])
      claim.same(steps[name]!, reorder(asRows(whole[name]!), 0, order), `${name} of the single steps`);
  },
  C2: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { x, h0, o, y, b } = { ...inputs, h0: inputs.o0!, o: inputs.y! } as Record<string, Tensor>;
    const [N, T] = x!.shape as [number, number];
    const step = random.integer(0, T - 1);
    const sent = {
      h: onlyAt(drawn(h0!, [N, T, b!.shape[0]!], random), step),
      o: onlyAt(drawn(o!, y!.shape, random), step),
    };
    const gradient = await vjp(inputs, sent);
    for (let t = 0; t < T; t++) {
      if (t !== step)
        for (const value of stepOf(gradient.x!, t).data)
          claim.equal(value, A.number(0), `the gradient of input ${t}`);
      if (t !== step - 1)
        for (const value of stepOf(gradient.y!, t).data)
          claim.equal(value, A.number(0), `the gradient of target ${t}`);
    }
    if (step > 0)
      for (const value of gradient.o0!.data) claim.equal(value, A.number(0), 'the gradient of o0');
  }),
  C3: async ({ A, run, inputs, claim }) => {
    const net = calmed(inputs, 'U') as Net;
    const T = net.x.shape[1]!;
    let fed: Tensors = net;
    for (let round = 1; round < T; round++) fed = { ...net, y: rounded(A, net.y, (await run(fed)).o!) };
    const { h, o } = await run(fed);
    let before = exact(A, net.o0);
    for (let t = 0; t < T; t++) {
      const nothing = map(net.b, () => 0);
      const sums = total(A, [
        affine(A, stepOf(exact(A, net.x), t), net.W, net.b),
        affine(A, before, net.U, nothing),
      ]);
      const state = { ...sums, data: sums.data.map(A.tanh) };
      before = affine(A, state, net.V, net.c);
      close(A, claim, stepOf(h!, t), state, `h at step ${t}`);
      close(A, claim, stepOf(o!, t), before, `o at step ${t}`);
    }
  },
  C4: withGradient(async (context) => {
    const { A, vjp, inputs, random, claim } = context;
    const sent = drawn(inputs.y!, inputs.y!.shape, random);
    const whole = await vjp(inputs, { o: sent });
    const alone = await Promise.all(
      anyOrder(context).map((step) =>
        vjp(apart(inputs, [step]), { o: slice(asRows(sent), 0, step, step + 1) }),
      ),
    );
    for (const name of ['W', 'U', 'b', 'V', 'c'])
      claim.same(
        whole[name]!,
        total(
          A,
          alone.map((one) => one[name]!),
        ),
        `the gradient of ${name}`,
      );
  }),
  C5: async (context) => {
    const chain = longestChain(await influences(context, mild(context.inputs)));
    context.claim.that(chain === 2, `${chain - 1} steps wait for one another`);
  },
  C6: async ({ run, inputs, random, claim }) => {
    const T = inputs.x!.shape[1]!;
    const step = random.integer(0, T - 1);
    const before = await run(inputs);
    const after = await run({ ...inputs, y: changed(inputs.y!, (t) => t === step, 1) });
    for (let t = 0; t < T; t++)
      if (t !== step + 1) claim.same(stepOf(after.h!, t), stepOf(before.h!, t), `h at step ${t}`);
  },
});
