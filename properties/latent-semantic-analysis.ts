import spec from '../spec/latent-semantic-analysis.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { combine, exact, inner, matmul } from './lib/products.ts';
import { fill, lanes, slice } from './lib/tensors.ts';

const SIZE = 4;

/** Four orthonormal columns of entries ±½, which every dtype holds: Hadamard’s, with rows and signs shuffled. */
function orthonormal({ inputs, random }: LawContext): Tensor {
  const rows = random.permutation(SIZE);
  const signs = rows.map(() => random.pick([0.5, -0.5]));
  const sign = (i: number, j: number) => [1, -1, -1, 1][i & j]!;
  return fill(inputs.X!, [SIZE, SIZE], (n) => {
    const [i, j] = [Math.floor(n / SIZE), n % SIZE];
    return signs[j]! * sign(rows[i]!, j);
  });
}

/** X with known singular vectors and falling singular values, and how many of these are kept. */
function decomposed(context: LawContext) {
  const { random, inputs } = context;
  const [U, V] = [orthonormal(context), orthonormal(context)];
  const steps = Array.from({ length: SIZE }, () => random.integer(1, 4));
  const sigma = steps.map((_, i) => steps.slice(i).reduce((sum, step) => sum + step, 0));
  const X = fill(inputs.X!, [SIZE, SIZE], (n) => {
    const [t, j] = [Math.floor(n / SIZE), n % SIZE];
    return sigma.reduce((sum, s, i) => sum + s * U.data[SIZE * t + i]! * V.data[SIZE * j + i]!, 0);
  });
  const K = random.integer(1, SIZE - 1);
  const tail = sigma.slice(K).reduce((sum, s) => sum + s * s, 0);
  return { X, U, V, sigma, K, first: slice(U, 1, 0, K), tail };
}

const error = (
  { A }: LawContext,
  X: Tensor,
  Y: { shape: readonly number[]; data: readonly Value[] },
): Value => {
  const missing = combine(exact(A, X), Y, A.sub);
  return inner(A, missing, missing);
};

export default laws(spec, {
  C1: async (context) => {
    const { A, run, claim } = context;
    const { X, V, sigma, first } = decomposed(context);
    const { documents } = await run({ X, U: first });
    documents!.data.forEach((value, n) => {
      const [k, j] = [Math.floor(n / SIZE), n % SIZE];
      const expected = A.number(sigma[k]! * V.data[SIZE * j + k]!);
      claim.equal(value, expected, `documents[${k},${j}]`);
    });
  },
  C2: async (context) => {
    const { A, run, claim } = context;
    const { X, U, V, sigma, K, first, tail } = decomposed(context);
    const { approximation } = await run({ X, U: first });
    approximation!.data.forEach((value, n) => {
      const [t, j] = [Math.floor(n / SIZE), n % SIZE];
      const kept = sigma
        .slice(0, K)
        .reduce((sum, s, i) => sum + s * U.data[SIZE * t + i]! * V.data[SIZE * j + i]!, 0);
      claim.equal(value, A.number(kept), `approximation[${t},${j}]`);
    });
    claim.equal(error(context, X, approximation!), A.number(tail), 'the squared error');
  },
  C3: async (context) => {
    const { A, run, inputs, random, claim } = context;
    const { X, K, first, tail } = decomposed(context);
    const best = error(context, X, (await run({ X, U: first })).approximation!);
    const other = slice(orthonormal(context), 1, 0, K);
    const projected = error(context, X, (await run({ X, U: other })).approximation!);
    const margin = A.number(2 ** -10);
    claim.atMost(best, A.add(projected, margin), 'the error beside that on other directions');
    for (let attempt = 0; attempt < 4; attempt++) {
      const factor = (shape: readonly number[]) =>
        exact(
          A,
          fill(inputs.X!, shape, () => random.integer(-16, 16) / 8),
        );
      const rival = matmul(A, factor([SIZE, K]), factor([K, SIZE]));
      claim.atMost(best, A.add(error(context, X, rival), margin), 'the error beside that of random factors');
    }
    claim.atMost(best, A.add(A.number(tail), margin), 'the error beside the tail');
  },
  C4: async (context) => {
    const { A, run, claim } = context;
    const { X, U } = decomposed(context);
    claim.same((await run({ X, U })).approximation!, exact(A, X), 'the approximation by all directions');
  },
  C5: async (context) => {
    const { A, run, claim } = context;
    const { X, first } = decomposed(context);
    const { approximation } = await run({ X, U: first });
    const left = combine(exact(A, X), approximation!, A.sub);
    claim.equal(
      inner(A, left, approximation!),
      A.number(0),
      'the product of what is left out and what is kept',
    );
    const stored = fill(X, X.shape, (n) => A.toNumber(approximation!.data[n]!));
    const again = (await run({ X: stored, U: first })).approximation!;
    claim.same(again, exact(A, stored), 'the second projection');
  },
  C6: async (context) => {
    const { A, run, claim } = context;
    const { X, first } = decomposed(context);
    const { documents, approximation } = await run({ X, U: first });
    const products = (columns: Value[][]) =>
      columns.flatMap((one) => columns.map((other) => A.sum(one.map((a, n) => A.mul(a, other[n]!)))));
    const kept = products(lanes(documents!, 0));
    products(lanes(approximation!, 0)).forEach((product, n) => {
      claim.equal(product, kept[n]!, `the product of documents ${Math.floor(n / SIZE)} and ${n % SIZE}`);
    });
  },
});
