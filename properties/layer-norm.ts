import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/layer-norm.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { lanes, map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const before = statistics(A, inputs.x!);
    const eps = A.number(Number(options.eps));
    lanes((await run(plain(inputs))).y!, 1).forEach((features, n) => {
      claim.equal(A.sum(features), A.number(0), `the sum of sample ${n}`);
      const { v } = before[n]!;
      const variance = mean(
        A,
        features.map((feature) => A.power(feature, 2)),
      );
      claim.equal(variance, A.div(v, A.add(v, eps)), `the variance of sample ${n}`);
    });
  },
  C2: async ({ run, inputs, claim }) => {
    const shifted = { ...inputs, x: map(inputs.x!, (x) => x + 16) };
    claim.same((await run(shifted)).y!, (await run(inputs)).y!, 'y after the shift');
  },
  C3: async ({ run, inputs, options, claim }) => {
    const doubled = { ...inputs, x: map(inputs.x!, (x) => 2 * x) };
    const { y } = await run(doubled, { ...options, eps: 4 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of the doubled features');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const K = inputs.beta!.shape[0]!;
    const equal = map(inputs.x!, (_, n) => inputs.x!.data[n - (n % K)]!);
    (await run({ ...inputs, x: equal })).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(inputs.beta!.data[n % K]!), `element ${n}`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const sample = random.integer(0, inputs.x!.shape[0]! - 1);
    const alone = await run({ ...inputs, x: slice(inputs.x!, 0, sample, sample + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 0, sample, sample + 1), `y of sample ${sample} alone`);
  },
  C6: async ({ A, run, inputs, claim }) => {
    const normalised = (await run(plain(inputs))).y!.data;
    const K = inputs.beta!.shape[0]!;
    (await run(inputs)).y!.data.forEach((value, n) => {
      const [gamma, beta] = [inputs.gamma!, inputs.beta!].map(({ data }) => A.number(data[n % K]!));
      claim.equal(value, A.add(A.mul(gamma!, normalised[n]!), beta!), `element ${n}`);
    });
  },
  C7: async ({ A, run, inputs, claim }) => {
    const K = inputs.beta!.shape[0]!;
    for (const value of (await run(plain(inputs))).y!.data)
      claim.atMost(A.power(value, 2), A.number(K - 1), 'the square of a feature');
  },
  C8: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    lanes((await vjp(inputs, { y })).x!, 1).forEach((features, n) => {
      claim.equal(A.sum(features), A.number(0), `the sum of the gradient of sample ${n}`);
    });
  }),
  C9: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const eps = A.number(Number(options.eps));
    for (const [n, { centred, v }] of statistics(A, inputs.x!).entries()) {
      const sample = { ...inputs, x: slice(inputs.x!, 0, n, n + 1) };
      const gradient = await vjp(sample, { y: slice(y, 0, n, n + 1) });
      const along = A.sum(centred.map((value, k) => A.mul(value, gradient.x!.data[k]!)));
      const ofGamma = gradient.gamma!.data.map((value, k) => A.mul(value, A.number(inputs.gamma!.data[k]!)));
      const left = A.mul(A.sum(ofGamma), A.div(eps, A.add(v, eps)));
      claim.equal(along, left, `the gradient along sample ${n}`);
    }
  }),
});

/** With gamma 1 and beta 0. */
const plain = (inputs: Tensors): Tensors => ({
  ...inputs,
  gamma: map(inputs.gamma!, () => 1),
  beta: map(inputs.beta!, () => 0),
});

const mean = (A: Arithmetic<Value>, values: readonly Value[]): Value =>
  A.div(A.sum(values), A.number(values.length));

/** Of every sample: its biased variance, and its features less their mean. */
function statistics(A: Arithmetic<Value>, { shape, data }: Tensor) {
  return lanes({ shape, data: [...data] }, 1).map((features) => {
    const mu = mean(
      A,
      features.map((x) => A.number(x)),
    );
    const centred = features.map((x) => A.sub(A.number(x), mu));
    const v = mean(
      A,
      centred.map((value) => A.power(value, 2)),
    );
    return { centred, v };
  });
}
