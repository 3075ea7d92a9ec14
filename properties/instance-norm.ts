import type { Values } from '../reference/lib/evaluate.ts';
import spec from '../spec/instance-norm.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { dot, mean, statistics } from './lib/statistics.ts';
import { lanes, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const before = channels(exact(A, inputs.x!)).map((values) => statistics(A, values));
    const eps = A.number(Number(options.eps));
    channels((await run(plain(inputs))).y!).forEach((values, n) => {
      claim.equal(A.sum(values), A.number(0), `the sum of channel ${n}`);
      const squares = values.map((value) => A.power(value, 2));
      const { v } = before[n]!;
      claim.equal(mean(A, squares), A.div(v, A.add(v, eps)), `the variance of channel ${n}`);
    });
  },
  C2: async ({ run, inputs, options, claim }) => {
    const length = inputs.x!.shape[2]!;
    const stretched = map(inputs.x!, (x, n) => 4 * x + Math.floor(n / length));
    const { y } = await run({ ...inputs, x: stretched }, { ...options, eps: 16 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of 4·x + d');
  },
  C3: async ({ run, inputs, random, claim }) => {
    const [N, C] = inputs.x!.shape as [number, number, number];
    const [n, c] = [random.integer(0, N - 1), random.integer(0, C - 1)];
    const one = <V extends Parameters<typeof slice>[0]>(values: V): V =>
      slice(slice(values, 0, n, n + 1), 1, c, c + 1) as V;
    const alone = await run({
      x: one(inputs.x!),
      gamma: slice(inputs.gamma!, 0, c, c + 1),
      beta: slice(inputs.beta!, 0, c, c + 1),
    });
    claim.same(alone.y!, one((await run(inputs)).y!), `y of channel ${c} of sample ${n} alone`);
  },
  C4: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.x!.shape[2]!);
    const { y } = await run({ ...inputs, x: reorder(inputs.x!, 2, order) });
    claim.same(y!, reorder((await run(inputs)).y!, 2, order), 'y reordered');
  },
  C5: async ({ A, run, inputs, claim }) => {
    const normalised = (await run(plain(inputs))).y!.data;
    const [, C, L] = inputs.x!.shape as [number, number, number];
    (await run(inputs)).y!.data.forEach((value, n) => {
      const c = Math.floor(n / L) % C;
      const [gamma, beta] = [inputs.gamma!, inputs.beta!].map(({ data }) => A.number(data[c]!));
      claim.equal(value, A.add(A.mul(gamma!, normalised[n]!), beta!), `element ${n}`);
    });
  },
  C6: async ({ A, run, inputs, claim }) => {
    const most = A.number(inputs.x!.shape[2]! - 1);
    for (const value of (await run(plain(inputs))).y!.data)
      claim.atMost(A.power(value, 2), most, 'the square of a number');
    const single = slice(inputs.x!, 2, 0, 1);
    (await run({ ...inputs, x: single })).y!.data.forEach((value, n) => {
      const beta = A.number(inputs.beta!.data[n % single.shape[1]!]!);
      claim.equal(value, beta, `the single position ${n}`);
    });
  },
  C7: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    channels((await vjp(inputs, { y })).x!).forEach((values, n) => {
      claim.equal(A.sum(values), A.number(0), `the sum of the gradient of channel ${n}`);
    });
  }),
  C8: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const one = { ...inputs, x: slice(inputs.x!, 0, 0, 1) };
    const y = map(one.x, () => random.integer(-8, 8) / 8);
    const eps = A.number(Number(options.eps));
    const gradient = await vjp(one, { y });
    const along = channels(gradient.x!);
    for (const [c, values] of channels(exact(A, one.x)).entries()) {
      const { centred, v } = statistics(A, values);
      const ofGamma = A.mul(gradient.gamma!.data[c]!, A.number(inputs.gamma!.data[c]!));
      const left = A.mul(ofGamma, A.div(eps, A.add(v, eps)));
      claim.equal(dot(A, centred, along[c]!), left, `the gradient along channel ${c}`);
    }
  }),
});

/** With gamma 1 and beta 0. */
const plain = (inputs: Tensors): Tensors => ({
  ...inputs,
  gamma: map(inputs.gamma!, () => 1),
  beta: map(inputs.beta!, () => 0),
});

/** The numbers of every channel of every sample of [N,C,L]. */
const channels = (values: Values<Value>): Value[][] => lanes(values, 2);
