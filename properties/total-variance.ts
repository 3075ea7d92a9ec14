import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/total-variance.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

type Parts = Record<'total' | 'within' | 'between', Value>;

async function parts({ run }: LawContext, z: Tensor): Promise<Parts> {
  const { total, within, between } = await run({ z });
  return { total: total!.data[0]!, within: within!.data[0]!, between: between!.data[0]! };
}

export default laws(spec, {
  C1: async (context) => {
    const { A, inputs, random, claim } = context;
    const z = inputs.z!;
    const order = random.permutation(z.data.length);
    const before = await parts(context, z);
    const after = await parts(
      context,
      map(z, (_, n) => z.data[order[n]!]!),
    );
    for (const { total, within, between } of [before, after])
      claim.equal(total, A.add(within, between), 'the total variance');
    claim.equal(after.total, before.total, 'the total of another partition');
  },
  C2: async (context) => {
    const { A, inputs, random, claim } = context;
    const small = random.integer(1, 2);
    const sizes = [small, small + random.integer(1, 3)];
    const batches = sizes.map((size, b) =>
      fill(inputs.z!, [1, size], () => 4 * b + random.integer(-8, 8) / 8),
    );
    const whole = fill(
      inputs.z!,
      [1, sizes[0]! + sizes[1]!],
      (n) => [...batches[0]!.data, ...batches[1]!.data][n]!,
    );
    const { total } = await parts(context, whole);
    const variances = await Promise.all(batches.map(async (batch) => (await parts(context, batch)).total));
    const means = batches.map(({ data }) => {
      const sum = A.sum(Array.from(data, (x) => A.number(x)));
      return A.div(sum, A.number(data.length));
    });
    const split = (weights: readonly number[]) => {
      const all = A.number(weights[0]! + weights[1]!);
      const mean = (values: readonly Value[]) =>
        A.div(A.sum(values.map((value, b) => A.mul(A.number(weights[b]!), value))), all);
      const centre = mean(means);
      return A.add(mean(variances), mean(means.map((mu) => A.power(A.sub(mu, centre), 2))));
    };
    claim.equal(total, split(sizes), 'the total of unequal batches');
    // One batch of zeros and a longer one of fours: the means lie apart, and equal weights put them too far apart.
    const apart = fill(inputs.z!, [1, 4], (n) => (n === 0 ? 0 : 4));
    const { total: weighted } = await parts(context, apart);
    claim.equal(weighted, A.number(3), 'the total of 0 and 4, 4, 4');
    claim.that(A.equal(weighted, A.number(4)) === false, 'equal weights would do');
  },
  C3: async (context) => {
    const { A, inputs, random, claim } = context;
    const population = Array.from({ length: 3 }, () => random.integer(-16, 16) / 8);
    const m = random.integer(1, 3);
    const batches = fill(
      inputs.z!,
      [3 ** m, m],
      (n) => population[Math.floor(Math.floor(n / m) / 3 ** (n % m)) % 3]!,
    );
    const { total: sigma2 } = await parts(
      context,
      fill(inputs.z!, [1, 3], (n) => population[n]!),
    );
    const { within, between } = await parts(context, batches);
    claim.equal(within, A.mul(sigma2, A.ratio(BigInt(m - 1), BigInt(m))), 'the mean of the batch variances');
    claim.equal(between, A.div(sigma2, A.number(m)), 'the variance of the batch means');
  },
  C4: async (context) => {
    const { A, inputs, random, claim } = context;
    const M = inputs.z!.shape[1]!;
    const by = random.integer(1, 16) / 8;
    const before = await parts(context, inputs.z!);
    const all = await parts(
      context,
      map(inputs.z!, (x) => x + by),
    );
    for (const name of ['total', 'within', 'between'] as const)
      claim.equal(all[name], before[name], `${name} with ${by} added to all`);
    const one = await parts(
      context,
      map(inputs.z!, (x, n) => (n < M ? x + by : x)),
    );
    claim.equal(one.within, before.within, `within with ${by} added to a batch`);
    const added = (after: Parts, name: 'total' | 'between') => A.sub(after[name], before[name]);
    claim.equal(added(one, 'total'), added(one, 'between'), 'what total and between grew by');
  },
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const [B, M] = inputs.z!.shape as [number, number];
    const one = fill(inputs.z!, [], () => 1);
    for (const name of ['total', 'within', 'between']) {
      const slopes = (await vjp(inputs, { [name]: one })).z!.data;
      claim.equal(A.sum(slopes), A.number(0), `the sum of the slopes of ${name}`);
      if (name === 'within')
        for (let b = 0; b < B; b++)
          claim.equal(A.sum(slopes.slice(b * M, (b + 1) * M)), A.number(0), `the slopes of batch ${b}`);
    }
  }),
  C6: async (context) => {
    const { A, inputs, random, claim } = context;
    const at = async (a: number) =>
      (
        await parts(
          context,
          fill(inputs.z!, [1, 2], (n) => (n === 0 ? a : -a)),
        )
      ).total;
    const a = 2 ** random.integer(0, 8);
    const climb = A.sub(await at(a + 1), await at(a));
    claim.equal(climb, A.number(2 * a + 1), `the climb from ${a} to ${a + 1}`);
  },
});
