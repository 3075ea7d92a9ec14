import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/batch-norm-inference.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { map, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const sample = random.integer(0, inputs.x!.shape[0]! - 1);
    const alone = await run({ ...inputs, x: slice(inputs.x!, 0, sample, sample + 1) });
    claim.same(alone.y!, slice((await run(inputs)).y!, 0, sample, sample + 1), `y of sample ${sample} alone`);
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const step = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const at = async (steps: number) =>
      (await run({ ...inputs, x: map(inputs.x!, (x, n) => x + steps * step.data[n]!) })).y!.data;
    const [start, once, thrice] = [await at(0), await at(1), await at(3)];
    start.forEach((value, n) => {
      const rise = A.sub(once[n]!, value);
      claim.equal(A.sub(thrice[n]!, value), A.mul(A.number(3), rise), `the rise of element ${n}`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const x = map(inputs.x!, (_, n) => inputs.mean!.data[channel(inputs, n)]!);
    (await run({ ...inputs, x })).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(inputs.beta!.data[channel(inputs, n)]!), `element ${n}`);
    });
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    // 2.25 + 4 = 2.5²: the root is exact in every dtype.
    const restoring = {
      ...inputs,
      gamma: map(inputs.gamma!, () => 2.5),
      beta: inputs.mean!,
      var: map(inputs.var!, () => 2.25),
    };
    (await run(restoring, { ...options, eps: 4 })).y!.data.forEach((value, n) => {
      claim.equal(value, A.number(inputs.x!.data[n]!), `element ${n} given back`);
    });
  },
  C5: async ({ run, inputs, options, claim }) => {
    const doubled = {
      ...inputs,
      x: map(inputs.x!, (x) => 2 * x),
      mean: map(inputs.mean!, (mean) => 2 * mean),
      var: map(inputs.var!, (variance) => 4 * variance),
    };
    const { y } = await run(doubled, { ...options, eps: 4 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of the doubled batch');
  },
  C6: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y });
    gradient.x!.data.forEach((value, n) => {
      const c = channel(inputs, n);
      const gamma = A.number(inputs.gamma!.data[c]!);
      const scale = A.div(gamma, A.sqrt(variance(A, inputs, options.eps as number, c)));
      claim.equal(value, A.mul(scale, A.number(y.data[n]!)), `gradient ${n}`);
    });
    gradient.mean!.data.forEach((value, c) => {
      const own = gradient.x!.data.filter((_, n) => channel(inputs, n) === c);
      claim.equal(value, A.neg(A.sum(own)), `the gradient of mean[${c}]`);
    });
  }),
  C7: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y });
    gradient.beta!.data.forEach((value, c) => {
      const own = Array.from(y.data).filter((_, n) => channel(inputs, n) === c);
      claim.equal(value, A.sum(own.map((x) => A.number(x))), `the gradient of beta[${c}]`);
      const spread = A.mul(A.number(2), variance(A, inputs, options.eps as number, c));
      const ofVariance = A.mul(spread, gradient.var!.data[c]!);
      const ofGamma = A.mul(A.number(inputs.gamma!.data[c]!), gradient.gamma!.data[c]!);
      claim.equal(A.add(ofGamma, ofVariance), A.number(0), `what gamma[${c}] and var[${c}] share`);
    });
  }),
});

/** The channel of element n of x[N, C, L]. */
function channel({ x }: Tensors, n: number): number {
  const [, C, L] = x!.shape as [number, number, number];
  return Math.floor(n / L) % C;
}

const variance = (A: Arithmetic<Value>, inputs: Tensors, eps: number, c: number): Value =>
  A.add(A.number((inputs.var as Tensor).data[c]!), A.number(eps));
