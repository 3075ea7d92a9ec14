import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/repetition-penalty.ts';
import { laws, withGradient } from './lib/laws.ts';
import { map, reorder } from './lib/tensors.ts';

/** Has the token at this place been used in its sequence? */
function isUsed({ z, t }: Tensors, n: number): boolean {
  const [V, T] = [z!.shape[1]!, t!.shape[1]!];
  const row = Math.floor(n / V);
  return t!.data.subarray(row * T, (row + 1) * T).includes(n % V);
}

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { y } = await run(inputs);
    for (const [n, score] of inputs.z!.data.entries()) {
      if (!isUsed(inputs, n)) claim.equal(y!.data[n]!, A.number(score), `score ${n}, which was not used`);
      else if (score > 0) claim.atMost(A.ratio(1n, 1000n), y!.data[n]!, `score ${n}, which is positive`);
      else if (score < 0) claim.atMost(y!.data[n]!, A.ratio(-1n, 1000n), `score ${n}, which is negative`);
      else claim.equal(y!.data[n]!, A.number(0), `score ${n}, which is 0`);
    }
  },
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const { data } = inputs.z!;
    const at = async (penalty: number) => (await run(inputs, { ...options, penalty })).y!.data;
    const [high, low] = [await at(1 + random.integer(1, 16) / 8), await at(random.integer(1, 7) / 8)];
    const one = await at(1);
    for (const [n, score] of data.entries()) {
      claim.atMost(high[n]!, A.number(score), `score ${n}, penalised`);
      claim.atMost(A.number(score), low[n]!, `score ${n}, favoured`);
      claim.equal(one[n]!, A.number(score), `score ${n}, with 1`);
    }
  },
  C3: async ({ run, inputs, random, claim }) => {
    const [N, T] = inputs.t!.shape as [number, number];
    const { y } = await run(inputs);
    const shuffled = reorder(inputs.t!, 1, random.permutation(T));
    claim.same((await run({ ...inputs, t: shuffled })).y!, y!, 'y of tokens in another order');
    const twice: Tensor = {
      shape: [N, 2 * T],
      data: Int32Array.from({ length: 2 * N * T }, (_, n) => inputs.t!.data[Math.floor(n / 2)]!),
    };
    claim.same((await run({ ...inputs, t: twice })).y!, y!, 'y of tokens used twice as often');
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const penalty = 2 ** random.integer(1, 3);
    const first = (await run(inputs, { ...options, penalty })).y!;
    // Eighths, divided or multiplied by powers of two: exact in every type.
    const z = map(inputs.z!, (_, n) => A.toNumber(first.data[n]!));
    const { y } = await run({ ...inputs, z }, { ...options, penalty: 1 / penalty });
    for (const [n, score] of inputs.z!.data.entries())
      claim.equal(y!.data[n]!, A.number(score), `score ${n}, there and back`);
  },
  C5: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.z!, () => random.integer(-8, 8) / 8);
    const penalty = 2 ** random.integer(1, 3);
    const { z } = await vjp(inputs, { y }, { ...options, penalty });
    for (const [n, score] of inputs.z!.data.entries()) {
      if (score === 0) continue;
      const factor = !isUsed(inputs, n) ? 1 : score > 0 ? 1 / penalty : penalty;
      claim.equal(z!.data[n]!, A.number(factor * y.data[n]!), `gradient ${n}`);
    }
  }),
  C6: async ({ A, run, inputs, options, claim }) => {
    const { y } = await run(inputs);
    const doubled = (await run({ ...inputs, z: map(inputs.z!, (x) => 2 * x) })).y!;
    for (const [n, value] of y!.data.entries())
      claim.equal(doubled.data[n]!, A.mul(A.number(2), value), `score ${n}, doubled`);
    // A used score of −4 is multiplied, and the same 8 higher divided.
    const level = async (x: number) =>
      (await run({ ...inputs, z: map(inputs.z!, () => x) }, { ...options, penalty: 2 })).y!.data;
    const [low, high] = [await level(-4), await level(4)];
    for (const [n, value] of low.entries()) {
      const gap = A.number(isUsed(inputs, n) ? 10 : 8);
      claim.equal(A.sub(high[n]!, value), gap, `what score ${n} gains by 8`);
    }
  },
});
