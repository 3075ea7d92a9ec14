import type { Values } from '../reference/lib/evaluate.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/scaled-dot-product-attention.ts';
import { concatenate } from './lib/concatenate.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, inner, matmul, transpose } from './lib/products.ts';
import type { Random } from './lib/random.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

const sizes = ({ mask, V }: Tensors) => {
  const [B, N, M] = mask!.shape as [number, number, number];
  return { B, N, M, E: V!.shape[2]! };
};

/** The identity for V: then the outputs are the weights. */
function weighing(inputs: Tensors): Tensors {
  const { B, M } = sizes(inputs);
  return { ...inputs, V: fill(inputs.V!, [B, M, M], (n) => (n % M === Math.floor(n / M) % M ? 1 : 0)) };
}

/** The first key masked for all queries, the last seen by all: there must be two. */
function withoutFirstKey(inputs: Tensors): Tensors {
  const { M } = sizes(inputs);
  const mask = map(inputs.mask!, (seen, n) => (n % M === 0 ? 0 : n % M === M - 1 ? 1 : seen));
  return { ...inputs, mask };
}

/** Other numbers in the slice j of axis 1. */
function changed(tensor: Tensor, j: number): Tensor {
  const [, M, width] = tensor.shape as [number, number, number];
  return map(tensor, (x, n) => (Math.floor(n / width) % M === j ? 5 - 2 * x : x));
}

/** One sample of a batch of matrices. */
const matrix = (values: Values<Value>, sample: number): Values<Value> => ({
  shape: values.shape.slice(1),
  data: slice(values, 0, sample, sample + 1).data,
});

const cotangentOf = ({ V, mask }: Tensors, random: Random): Tensor =>
  fill(V!, [...mask!.shape.slice(0, 2), V!.shape[2]!], () => random.integer(-8, 8) / 8);

/** What “bank” looks at in “I swam across the river to get to the other bank”, in twentieths; “the other” is one word. */
const TWENTIETHS = [1, 2, 2, 1, 8, 1, 2, 1, 2];
const RIVER = 4;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { N, M, E } = sizes(inputs);
    (await run(inputs)).y!.data.forEach((value, n) => {
      const query = Math.floor(n / E);
      const first = Math.floor(query / N) * M;
      const seen = Array.from({ length: M }, (_, j) => j)
        .filter((j) => inputs.mask!.data[query * M + j] === 1)
        .map((j) => inputs.V!.data[(first + j) * E + (n % E)]!);
      claim.atMost(A.number(Math.min(...seen)), value, `the least value beside output ${n}`);
      claim.atMost(value, A.number(Math.max(...seen)), `output ${n}`);
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const { N, M, E } = sizes(inputs);
    const p = (await run(weighing(inputs))).y!;
    p.data.forEach((share, n) => {
      claim.atMost(A.number(0), share, `zero beside weight ${n}`);
      if (inputs.mask!.data[n] === 0) claim.equal(share, A.number(0), `the masked weight ${n}`);
    });
    const shares = lanes(p, 2);
    for (const lane of shares) claim.equal(A.sum(lane), A.number(1), 'the sum of the weights');
    (await run(inputs)).y!.data.forEach((value, n) => {
      const query = Math.floor(n / E);
      const first = Math.floor(query / N) * M;
      const terms = shares[query]!.map((share, j) =>
        A.mul(share, A.number(inputs.V!.data[(first + j) * E + (n % E)]!)),
      );
      claim.equal(value, A.sum(terms), `output ${n}`);
    });
  },
  C3: async ({ run, inputs, random, claim }) => {
    const { Q, K, V, mask } = inputs as Record<'Q' | 'K' | 'V' | 'mask', Tensor>;
    const order = random.permutation(sizes(inputs).M);
    const { y } = await run({
      Q,
      K: reorder(K, 1, order),
      V: reorder(V, 1, order),
      mask: reorder(mask, 2, order),
    });
    claim.same(y!, (await run(inputs)).y!, 'y after reordering the keys');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const { N } = sizes(inputs);
    const { y } = await run(inputs);
    const order = random.permutation(N);
    const [Q, mask] = [reorder(inputs.Q!, 1, order), reorder(inputs.mask!, 1, order)];
    claim.same((await run({ ...inputs, Q, mask })).y!, reorder(y!, 1, order), 'y reordered');
    const i = random.integer(0, N - 1);
    const alone = { Q: slice(inputs.Q!, 1, i, i + 1), mask: slice(inputs.mask!, 1, i, i + 1) };
    claim.same((await run({ ...inputs, ...alone })).y!, slice(y!, 1, i, i + 1), `y of query ${i} alone`);
  },
  C5: async ({ run, inputs, claim }) => {
    if (sizes(inputs).M === 1) return;
    const masked = withoutFirstKey(inputs);
    const { y } = await run({ ...masked, K: changed(inputs.K!, 0), V: changed(inputs.V!, 0) });
    claim.same(y!, (await run(masked)).y!, 'y after changing what is masked');
  },
  C6: async ({ run, inputs, random, claim }) => {
    const { B, M } = sizes(inputs);
    const D = inputs.K!.shape[2]!;
    const shift = Array.from({ length: B * D }, () => random.integer(-16, 16) / 8);
    const K = map(inputs.K!, (x, n) => x + shift[Math.floor(n / (M * D)) * D + (n % D)]!);
    claim.same((await run({ ...inputs, K })).y!, (await run(inputs)).y!, 'y after the shift');
  },
  C7: async ({ A, run, inputs, claim }) => {
    const { N, M, E } = sizes(inputs);
    const D = inputs.K!.shape[2]!;
    const K = map(inputs.K!, (_, n) => inputs.K!.data[Math.floor(n / (M * D)) * M * D + (n % D)]!);
    (await run({ ...inputs, K })).y!.data.forEach((value, n) => {
      const query = Math.floor(n / E);
      const first = Math.floor(query / N) * M;
      const seen = Array.from({ length: M }, (_, j) => j).filter(
        (j) => inputs.mask!.data[query * M + j] === 1,
      );
      const values = seen.map((j) => A.number(inputs.V!.data[(first + j) * E + (n % E)]!));
      claim.equal(value, A.div(A.sum(values), A.number(seen.length)), `output ${n}`);
    });
  },
  C8: async ({ A, run, inputs, random, claim }) => {
    const { B, N, M, E } = sizes(inputs);
    const seen = Array.from({ length: B * N }, () => random.integer(0, M - 1));
    const mask = map(inputs.mask!, (_, n) => (n % M === seen[Math.floor(n / M)] ? 1 : 0));
    (await run({ ...inputs, mask })).y!.data.forEach((value, n) => {
      const query = Math.floor(n / E);
      const only = Math.floor(query / N) * M + seen[query]!;
      claim.equal(value, A.number(inputs.V!.data[only * E + (n % E)]!), `output ${n}`);
    });
  },
  C9: async ({ run, inputs, claim }) => {
    const { N, M } = sizes(inputs);
    if (M === 1) return;
    const mask = map(inputs.mask!, (_, n) => (n % M <= Math.floor(n / M) % N ? 1 : 0));
    const past = Math.min(N, M - 1);
    const before = await run({ ...inputs, mask });
    const after = await run({
      ...inputs,
      mask,
      K: changed(inputs.K!, M - 1),
      V: changed(inputs.V!, M - 1),
    });
    claim.same(slice(after.y!, 1, 0, past), slice(before.y!, 1, 0, past), 'y before the change');
  },
  C10: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { N, M, E } = sizes(inputs);
    const cotangent = cotangentOf(inputs, random);
    const p = (await run(weighing(inputs))).y!;
    const { V } = await vjp(inputs, { y: cotangent });
    V!.data.forEach((value, n) => {
      const [sample, j, e] = [Math.floor(n / (M * E)), Math.floor(n / E) % M, n % E];
      const terms = Array.from({ length: N }, (_, i) =>
        A.mul(p.data[(sample * N + i) * M + j]!, A.number(cotangent.data[(sample * N + i) * E + e]!)),
      );
      claim.equal(value, A.sum(terms), `the gradient of value ${n}`);
    });
    const sums = lanes(exact(A, cotangent), 1).map((lane) => A.sum(lane));
    for (const [n, lane] of lanes(V!, 1).entries())
      claim.equal(A.sum(lane), sums[n]!, 'the sum over the keys');
  }),
  C11: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { Q, K } = await vjp(inputs, { y: cotangentOf(inputs, random) });
    for (const lane of lanes(K!, 1)) claim.equal(A.sum(lane), A.number(0), 'the sum of the gradient of K');
    const along = inner(A, Q!, exact(A, inputs.Q!));
    claim.equal(along, inner(A, K!, exact(A, inputs.K!)), 'Q·dQ');
  }),
  C12: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    if (sizes(inputs).M === 1) return;
    const { K, V } = await vjp(withoutFirstKey(inputs), { y: cotangentOf(inputs, random) });
    for (const gradient of [K!, V!]) {
      const first = slice(gradient, 1, 0, 1);
      claim.same(
        first,
        combine(first, first, () => A.number(0)),
        'the gradient of what is masked',
      );
    }
  }),
  C13: async ({ run, inputs, claim }) => {
    const four = (tensor: Tensor) => {
      const twice = concatenate(tensor, tensor, 2);
      return concatenate(twice, twice, 2);
    };
    const copies = await run({ ...inputs, Q: four(inputs.Q!), K: four(inputs.K!) });
    const doubled = await run({ ...inputs, Q: map(inputs.Q!, (x) => 2 * x) });
    claim.same(copies.y!, doubled.y!, 'y of four copies');
  },
  C14: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { Q, K, V } = inputs as Record<'Q' | 'K' | 'V', Tensor>;
    const { B, M } = sizes(inputs);
    const root = A.sqrt(A.number(Q.shape[2]!));
    const cotangent = cotangentOf(inputs, random);
    const weights = (await run(weighing(inputs))).y!;
    const gradient = await vjp(inputs, { y: cotangent });
    for (let sample = 0; sample < B; sample++) {
      const of = (tensor: Tensor) => matrix(exact(A, tensor), sample);
      const p = matrix(weights, sample);
      const passed = combine(p, matmul(A, of(cotangent), transpose(of(V))), A.mul);
      const sums = lanes(passed, 1).map((lane) => A.sum(lane));
      const mean = { shape: p.shape, data: p.data.map((_, n) => sums[Math.floor(n / M)]!) };
      const ds = combine(passed, combine(p, mean, A.mul), (a, b) => A.div(A.sub(a, b), root));
      claim.same(matrix(gradient.Q!, sample), matmul(A, ds, of(K)), 'the gradient of Q');
      claim.same(matrix(gradient.K!, sample), matmul(A, transpose(ds), of(Q)), 'the gradient of K');
    }
  }),
  C15: async ({ A, run, inputs, claim }) => {
    const words = TWENTIETHS.length;
    const like = inputs.K!;
    const keys = [...TWENTIETHS.map((weight) => Math.log(weight)), 0];
    const attend = async (bankIsSeen: boolean) => {
      const { y } = await run({
        Q: fill(like, [1, 1, 1], () => 1),
        K: fill(like, [1, words + 1, 1], (n) => keys[n]!),
        V: fill(like, [1, words + 1, words + 1], (n) => (n % (words + 2) === 0 ? 1 : 0)),
        mask: fill(inputs.mask!, [1, 1, words + 1], (n) => (n < words || bankIsSeen ? 1 : 0)),
      });
      return y!.data;
    };
    // The keys are logarithms, rounded to the dtype.
    const near = (value: Value, must: number, what: string) => {
      claim.atMost(A.abs(A.sub(value, A.number(must))), A.number(1e-6), `${what} less ${must}`);
    };
    const [printed, real] = [await attend(false), await attend(true)];
    claim.equal(A.sum(printed.slice(0, words)), A.number(1), 'the sum of the nine, the bank masked,');
    near(A.sum(real.slice(0, words)), 20 / 21, 'the sum of the nine beside the bank');
    near(real[words]!, 1 / 21, 'the weight of the bank itself');
    TWENTIETHS.forEach((weight, j) => {
      near(printed[j]!, weight / 20, `the weight of word ${j}`);
      near(real[j]!, weight / 21, `the weight of word ${j} beside the bank`);
      if (j !== RIVER) claim.atMost(printed[j]!, printed[RIVER]!, `the weight of word ${j}`);
    });
  },
});
