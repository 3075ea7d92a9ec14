import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/rms-norm.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { lanes, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const before = meanSquares(A, lanes(exact(A, inputs.x!), 1));
    const after = meanSquares(A, lanes((await run(plain(inputs))).y!, 1));
    const eps = A.number(Number(options.eps));
    after.forEach((square, n) => {
      const v = before[n]!;
      claim.equal(square, A.div(v, A.add(v, eps)), `the mean square of sample ${n}`);
    });
  },
  C2: async ({ run, inputs, options, random, claim }) => {
    const c = random.pick([2, inputs.x!.data instanceof Float32Array ? 2 ** 64 : 2 ** 511]);
    const larger = { ...inputs, x: map(inputs.x!, (x) => c * x) };
    const { y } = await run(larger, { ...options, eps: c ** 2 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of the larger features');
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const K = inputs.gamma!.shape[0]!;
    const equal = map(inputs.x!, (_, n) => inputs.x!.data[n - (n % K)]!);
    const eps = A.number(Number(options.eps));
    (await run({ ...plain(inputs), x: equal })).y!.data.forEach((value, n) => {
      const c = A.number(equal.data[n]!);
      claim.equal(value, A.div(c, A.sqrt(A.add(A.power(c, 2), eps))), `element ${n}`);
    });
  },
  C4: async ({ A, run, inputs, claim }) => {
    const turned = (await run({ ...inputs, x: map(inputs.x!, (x) => -x) })).y!;
    (await run(inputs)).y!.data.forEach((value, n) => {
      claim.equal(turned.data[n]!, A.neg(value), `element ${n} of the turned sample`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const sample = random.integer(0, inputs.x!.shape[0]! - 1);
    const alone = await run({ ...inputs, x: slice(inputs.x!, 0, sample, sample + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 0, sample, sample + 1), `y of sample ${sample} alone`);
  },
  C6: async ({ A, run, inputs, claim }) => {
    const normalised = (await run(plain(inputs))).y!.data;
    const K = inputs.gamma!.shape[0]!;
    (await run(inputs)).y!.data.forEach((value, n) => {
      const gamma = A.number(inputs.gamma!.data[n % K]!);
      claim.equal(value, A.mul(gamma, normalised[n]!), `element ${n}`);
    });
  },
  C7: async ({ A, run, inputs, claim }) => {
    const K = A.number(inputs.gamma!.shape[0]!);
    for (const value of (await run(plain(inputs))).y!.data)
      claim.atMost(A.power(value, 2), K, 'the square of a feature');
  },
  C8: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const eps = A.number(Number(options.eps));
    const samples = lanes(exact(A, inputs.x!), 1);
    for (const [n, v] of meanSquares(A, samples).entries()) {
      const sample = { ...inputs, x: slice(inputs.x!, 0, n, n + 1) };
      const gradient = await vjp(sample, { y: slice(y, 0, n, n + 1) });
      const along = dot(A, samples[n]!, gradient.x!.data);
      const ofGamma = dot(A, exact(A, inputs.gamma!).data, gradient.gamma!.data);
      claim.equal(along, A.mul(ofGamma, A.div(eps, A.add(v, eps))), `the gradient along sample ${n}`);
    }
  }),
});

/** With gamma 1. */
const plain = (inputs: Tensors): Tensors => ({ ...inputs, gamma: map(inputs.gamma as Tensor, () => 1) });

const meanSquares = (A: Arithmetic<Value>, samples: readonly (readonly Value[])[]): Value[] =>
  samples.map((features) => A.div(dot(A, features, features), A.number(features.length)));

const dot = (A: Arithmetic<Value>, a: readonly Value[], b: readonly Value[]): Value =>
  A.sum(a.map((value, k) => A.mul(value, b[k]!)));
