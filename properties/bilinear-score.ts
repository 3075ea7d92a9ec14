import spec from '../spec/bilinear-score.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import { exact, inner, matmul, transpose } from './lib/products.ts';
import type { Random } from './lib/random.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

const drawn = (random: Random, like: Tensor, shape: readonly number[]): Tensor =>
  fill(like, shape, () => random.integer(-8, 8) / 8);

/** PᵀR, in doubles without rounding: the elements are eighths. */
function gram(P: Tensor, R: Tensor): Tensor {
  const [height, rows] = P.shape as [number, number];
  const columns = R.shape[1]!;
  return fill(P, [rows, columns], (n) => {
    const [row, column] = [Math.floor(n / columns), n % columns];
    let sum = 0;
    for (let r = 0; r < height; r++) sum += P.data[r * rows + row]! * R.data[r * columns + column]!;
    return sum;
  });
}

/** Key j of every sample, as queries. */
const key = (K: Tensor, j: number): Tensor => ({
  ...slice(K, 1, j, j + 1),
  shape: [K.shape[0]!, K.shape[2]!],
});

const alone = (q: Tensor): Tensor => ({ ...q, shape: [q.shape[0]!, 1, q.shape[1]!] });

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const K = inputs.K!;
    const [B, M, F] = K.shape as [number, number, number];
    const q = drawn(random, K, [B, F]);
    const W = fill(K, [F, F], (n) => (n % (F + 1) === 0 ? 1 : 0));
    (await run({ q, K, W })).s!.data.forEach((value, n) => {
      const query = Math.floor(n / M) * F;
      const products = Array.from({ length: F }, (_, f) =>
        A.mul(A.number(q.data[query + f]!), A.number(K.data[n * F + f]!)),
      );
      claim.equal(value, A.sum(products), `score ${n}`);
    });
  },
  C2: async ({ run, inputs, random, claim }) => {
    const { q, K, W } = inputs as Record<'q' | 'K' | 'W', Tensor>;
    const [A, F] = W.shape as [number, number];
    const turned = fill(W, [F, A], (n) => W.data[(n % A) * F + Math.floor(n / A)]!);
    const there = slice((await run(inputs)).s!, 1, 0, 1);
    const back = await run({ q: key(K, 0), K: alone(q), W: turned });
    claim.same(back.s!, there, 's with W transposed');
    const P = drawn(random, W, [2, F]);
    const symmetric = gram(P, P);
    const other = drawn(random, K, [K.shape[0]!, F]);
    const one = await run({ q: other, K: slice(K, 1, 0, 1), W: symmetric });
    claim.same((await run({ q: key(K, 0), K: alone(other), W: symmetric })).s!, one.s!, 's turned round');
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const { q, K } = inputs as Record<'q' | 'K', Tensor>;
    const [B, M, F] = K.shape as [number, number, number];
    const P = drawn(random, q, [3, q.shape[1]!]);
    const R = drawn(random, K, [3, F]);
    const { s } = await run({ q, K, W: gram(P, R) });
    const queries = matmul(A, exact(A, q), transpose(exact(A, P)));
    const keys = matmul(A, { ...exact(A, K), shape: [B * M, F] }, transpose(exact(A, R)));
    s!.data.forEach((value, n) => {
      const query = queries.data.slice(Math.floor(n / M) * 3, Math.floor(n / M) * 3 + 3);
      const products = query.map((x, r) => A.mul(x, keys.data[n * 3 + r]!));
      claim.equal(value, A.sum(products), `score ${n}`);
    });
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const K = inputs.K!;
    const [B, M, F] = K.shape as [number, number, number];
    const P = drawn(random, K, [2, F]);
    const W = gram(P, P);
    const twice = map(P, (x) => 2 * x);
    const scores = await Promise.all(
      Array.from({ length: M }, async (_, j) => (await run({ q: key(K, j), K, W })).s!),
    );
    for (let j = 0; j < M; j++) {
      const doubled = (await run({ q: key(K, j), K, W: gram(twice, twice) })).s!;
      for (let n = 0; n < B * M; n++) {
        const [sample, i] = [Math.floor(n / M) * M, n % M];
        claim.equal(scores[j]!.data[n]!, scores[i]!.data[sample + j]!, `the score of ${i} for ${j}`);
        claim.equal(doubled.data[n]!, A.mul(A.number(4), scores[j]!.data[n]!), 'a score of doubled weights');
        if (i === j) claim.atMost(A.number(0), scores[j]!.data[n]!, 'zero beside a score with itself');
      }
    }
  },
  C5: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.K!.shape[1]!);
    const { s } = await run({ ...inputs, K: reorder(inputs.K!, 1, order) });
    claim.same(s!, reorder((await run(inputs)).s!, 1, order), 's reordered');
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { s } = await run(inputs);
    const cotangent = drawn(random, inputs.q!, s!.shape);
    const gradient = await vjp(inputs, { s: cotangent });
    const product = inner(A, s!, exact(A, cotangent));
    for (const name of ['q', 'K', 'W'])
      claim.equal(inner(A, gradient[name]!, exact(A, inputs[name]!)), product, `${name}·d${name}`);
  }),
});
