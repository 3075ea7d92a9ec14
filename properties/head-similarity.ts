import spec from '../spec/head-similarity.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { concatenate } from './lib/concatenate.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, transpose } from './lib/products.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

/** No weight is zero, so that every map has a size and a share of every key. */
const positive = (A: Tensor): Tensor => map(A, (p, n) => p + (1 + (n % 3)) / 8);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { rho } = await run({ A: positive(inputs.A!) });
    const H = rho!.shape[0]!;
    rho!.data.forEach((value, n) => {
      if (n % (H + 1) === 0) claim.equal(value, A.number(1), `the similarity of head ${n % H} with itself`);
    });
    claim.same(transpose(rho!), rho!, 'rho transposed');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { rho } = await run({ A: positive(inputs.A!) });
    for (const value of rho!.data) {
      claim.that(A.less(value, A.number(2 ** -10)) !== true, `a similarity is ${A.toNumber(value)}`);
      claim.atMost(value, A.number(1), 'a similarity');
    }
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const one = positive(inputs.A!);
    // Powers of two: the copy is then an exact multiple.
    const factor = random.pick([1, 2, 4, 0.5]);
    const H = one.shape[0]!;
    const twice = concatenate(
      one,
      map(one, (p) => factor * p),
      0,
    );
    const rows = lanes((await run({ A: twice })).rho!, 1);
    rows.slice(0, H).forEach((row, i) => {
      claim.equal(row[H + i]!, A.number(1), `the similarity of head ${i} with its copy`);
      rows[H + i]!.forEach((value, j) => {
        claim.equal(value, row[j]!, `the similarity of the copy of head ${i} with head ${j}`);
      });
    });
  },
  C4: async ({ A, run, inputs, claim }) => {
    const [H, N, M] = inputs.A!.shape as [number, number, number];
    const apart = fill(inputs.A!, [H, N, H * M], (n) => {
      const [head, key] = [Math.floor(n / (N * H * M)), n % (H * M)];
      return Math.floor(key / M) === head ? (1 + (n % 5)) / 8 : 0;
    });
    (await run({ A: apart })).rho!.data.forEach((value, n) => {
      claim.equal(value, A.number(n % (H + 1) === 0 ? 1 : 0), `the similarity ${n} of heads apart`);
    });
  },
  C5: async ({ run, inputs, random, claim }) => {
    const maps = positive(inputs.A!);
    const { rho } = await run({ A: maps });
    const order = random.permutation(maps.shape[0]!);
    const moved = await run({ A: reorder(maps, 0, order) });
    claim.same(moved.rho!, reorder(reorder(rho!, 0, order), 1, order), 'rho of the heads reordered');
    const keys = random.permutation(maps.shape[2]!);
    claim.same((await run({ A: reorder(maps, 2, keys) })).rho!, rho!, 'rho of the keys reordered');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const maps = positive(inputs.A!);
    const [H, N, M] = maps.shape as [number, number, number];
    const drho = fill(maps, [H, H], () => random.integer(-8, 8) / 8);
    const gradient = (await vjp({ A: maps }, { rho: drho })).A!;
    const own = exact(A, maps).data;
    for (let i = 0; i < H; i++) {
      const terms = Array.from({ length: N * M }, (_, n) =>
        A.mul(gradient.data[i * N * M + n]!, own[i * N * M + n]!),
      );
      claim.equal(A.sum(terms), A.number(0), `the gradient of head ${i} along its map`);
    }
  }),
});
