import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { AllValues } from '../reference/lib/evaluate.ts';
import spec from '../spec/label-smoothing-cross-entropy.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** The logarithms of the shares of each row. */
function logShares(A: Arithmetic<Value>, { shape, data }: Tensor): Value[] {
  const K = shape[1]!;
  return [...data].map((score, n) => {
    const row = [...data.slice(n - (n % K), n - (n % K) + K)];
    return A.sub(A.number(score), A.log(A.sum(row.map((other) => A.exp(A.number(other))))));
  });
}

/** The sum over the samples, whichever reduction was asked for. */
function summed(
  A: Arithmetic<Value>,
  { loss }: AllValues<Value>,
  { t }: Tensors,
  { reduction }: OptionValues,
): Value {
  return A.mul(A.number(reduction === 'mean' ? t!.data.length : 1), loss!.data[0]!);
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const K = inputs.z!.shape[1]!;
    const s = A.number(Number(options.smoothing));
    const logs = logShares(A, inputs.z!);
    const plain = A.sum([...inputs.t!.data].map((chosen, n) => A.neg(logs[n * K + chosen]!)));
    const even = A.div(A.neg(A.sum(logs)), A.number(K));
    const expected = A.add(A.mul(A.sub(A.number(1), s), plain), A.mul(s, even));
    claim.equal(summed(A, await run(inputs, options), inputs, options), expected, 'the summed loss');
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const K = inputs.z!.shape[1]!;
    const logs = logShares(A, inputs.z!);
    const plain = A.sum([...inputs.t!.data].map((chosen, n) => A.neg(logs[n * K + chosen]!)));
    const none = await run(inputs, { ...options, smoothing: 0 });
    claim.equal(summed(A, none, inputs, options), plain, 'the summed loss without smoothing');
    const all = { ...options, smoothing: 1 };
    const other = { ...inputs, t: map(inputs.t!, () => random.integer(0, K - 1)) };
    claim.same((await run(other, all)).loss!, (await run(inputs, all)).loss!, 'the loss with all smoothed');
  },
  C3: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const [N, K] = inputs.z!.shape as [number, number];
    const s = A.number(Number(options.smoothing));
    const { z } = await vjp(inputs, { loss: fill(inputs.z!, [], () => 1) });
    const divisor = A.number(options.reduction === 'mean' ? N : 1);
    logShares(A, inputs.z!).forEach((log, n) => {
      const own = A.sub(A.number(1), s);
      const chosen = inputs.t!.data[Math.floor(n / K)] === n % K;
      const target = A.add(chosen ? own : A.number(0), A.div(s, A.number(K)));
      claim.equal(z!.data[n]!, A.div(A.sub(A.exp(log), target), divisor), `gradient ${n}`);
    });
    for (let n = 0; n < N * K; n += K)
      claim.equal(A.sum(z!.data.slice(n, n + K)), A.number(0), 'the sum of the gradient of a sample');
  }),
  C4: async ({ run, inputs, options, random, claim }) => {
    const shifts = Array.from(inputs.t!.data, () => random.integer(-64, 64) / 8);
    const z = map(inputs.z!, (score, n) => score + shifts[Math.floor(n / inputs.z!.shape[1]!)]!);
    const shifted = await run({ ...inputs, z }, options);
    claim.same(shifted.loss!, (await run(inputs, options)).loss!, 'the loss after the shift');
  },
  C5: withGradient(async ({ A, run, vjp, inputs, options, random, claim }) => {
    const K = inputs.z!.shape[1]!;
    const s = Number(options.smoothing);
    const best = Math.log((K * (1 - s)) / s + 1);
    const chosen = random.integer(0, K - 1);
    const at = (lead: number) => ({
      z: fill(inputs.z!, [1, K], (k) => (k === chosen ? lead : 0)),
      t: fill(inputs.t!, [1], () => chosen),
    });
    const loss = async (lead: number) => (await run(at(lead), options)).loss!.data[0]!;
    for (const side of [-0.5, 0.5]) claim.atMost(await loss(best), await loss(best + side), 'the least loss');
    const { z } = await vjp(at(best), { loss: fill(inputs.z!, [], () => 1) }, options);
    // The lead itself is rounded to the dtype of the scores.
    for (const gradient of z!.data)
      claim.atMost(A.abs(gradient), A.ratio(1n, 2n ** 20n), 'the gradient there');
  }),
  C6: async ({ A, run, inputs, options, random, claim }) => {
    const other = map(inputs.z!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.z!, (score, n) => (score + other.data[n]!) / 2);
    const loss = async (z: Tensor) => (await run({ ...inputs, z }, options)).loss!.data[0]!;
    const mean = A.div(A.add(await loss(inputs.z!), await loss(other)), A.number(2));
    claim.atMost(await loss(between), mean, 'the loss half way');
  },
});
