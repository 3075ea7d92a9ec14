import spec from '../spec/additive-score.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { concatenate } from './lib/concatenate.ts';
import { laws, withGradient } from './lib/laws.ts';
import { combine, exact, inner, matmul, transpose } from './lib/products.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const most = [...inputs.v!.data].reduce((sum, v) => sum + Math.abs(v), 0);
    for (const value of (await run(inputs)).s!.data) claim.atMost(A.abs(value), A.number(most), '|s|');
  },
  C2: async ({ A, run, inputs, claim }) => {
    const negative = (tensor: Tensor) => map(tensor, (x) => -x);
    const { s } = await run(inputs);
    const opposite = await run({ ...inputs, q: negative(inputs.q!), K: negative(inputs.K!) });
    claim.same(opposite.s!, { ...s!, data: s!.data.map(A.neg) }, 's of the negative');
  },
  C3: async ({ run, inputs, claim }) => {
    const { q, K, W, U } = inputs as Record<'q' | 'K' | 'W' | 'U', Tensor>;
    const [B, M] = K.shape as [number, number];
    const width = q.shape[1]!;
    const repeated = fill(
      q,
      [B, M, width],
      (n) => q.data[Math.floor(n / (M * width)) * width + (n % width)]!,
    );
    const { s } = await run({
      ...inputs,
      K: concatenate(repeated, K, 2),
      W: map(W, () => 0),
      U: concatenate(W, U, 1),
    });
    claim.same(s!, (await run(inputs)).s!, 's of the concatenation');
  },
  C4: async ({ run, inputs, random, claim }) => {
    const M = inputs.K!.shape[1]!;
    const { s } = await run(inputs);
    const order = random.permutation(M);
    const reordered = await run({ ...inputs, K: reorder(inputs.K!, 1, order) });
    claim.same(reordered.s!, reorder(s!, 1, order), 's reordered');
    const j = random.integer(0, M - 1);
    const one = await run({ ...inputs, K: slice(inputs.K!, 1, j, j + 1) });
    claim.same(one.s!, slice(s!, 1, j, j + 1), `s of key ${j} alone`);
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.v!, () => random.integer(-8, 8) / 8);
    const both = map(inputs.v!, (v, c) => v + 2 * other.data[c]!);
    const [s, more, together] = await Promise.all(
      [inputs.v!, other, both].map(async (v) => (await run({ ...inputs, v })).s!),
    );
    const apart = combine(s!, more!, (a, b) => A.add(a, A.mul(A.number(2), b)));
    claim.same(together!, apart, 's of the sum');
    const units = await Promise.all(
      Array.from({ length: inputs.v!.shape[0]! }, async (_, c) => {
        const unit = (name: string) => slice(inputs[name]!, 0, c, c + 1);
        return (await run({ ...inputs, W: unit('W'), U: unit('U'), v: unit('v') })).s!;
      }),
    );
    const sums = s!.data.map((_, n) => A.sum(units.map(({ data }) => data[n]!)));
    claim.same(s!, { shape: s!.shape, data: sums }, 's');
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { s } = await run(inputs);
    const cotangent = fill(inputs.q!, s!.shape, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { s: cotangent });
    const along = (name: string) => inner(A, gradient[name]!, exact(A, inputs[name]!));
    claim.equal(along('v'), inner(A, s!, exact(A, cotangent)), 'v·dv');
    claim.equal(along('K'), along('U'), 'K·dK');
    claim.equal(along('q'), along('W'), 'q·dq');
  }),
  C7: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { q, K, W, U, v } = inputs as Record<'q' | 'K' | 'W' | 'U' | 'v', Tensor>;
    const [B, M, F] = K.shape as [number, number, number];
    const cotangent = fill(q, [B, M], () => random.integer(-8, 8) / 8);
    // One of the hidden units alone, with weight one: its score is its value.
    const hidden = await Promise.all(
      Array.from(
        v.data,
        async (_, c) => (await run({ ...inputs, v: map(v, (_, n) => (n === c ? 1 : 0)) })).s!,
      ),
    );
    const delta = hidden.map(({ data }, c) =>
      data.map((t, n) => A.mul(A.number(cotangent.data[n]! * v.data[c]!), A.sub(A.number(1), A.mul(t, t)))),
    );
    const columns = { shape: [v.data.length, B * M], data: delta.flat() };
    const gradient = await vjp(inputs, { s: cotangent });
    const toKeys = matmul(A, transpose(columns), exact(A, U));
    claim.same(gradient.K!, { ...toKeys, shape: [B, M, F] }, 'the gradient of K');
    const summed = delta.map((row) => lanes({ shape: [B, M], data: row }, 1).map((lane) => A.sum(lane)));
    const toQuery = matmul(A, transpose({ shape: [v.data.length, B], data: summed.flat() }), exact(A, W));
    claim.same(gradient.q!, toQuery, 'the gradient of q');
  }),
});
