import spec from '../spec/dot-score.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { combine, exact, inner } from './lib/products.ts';
import { fill, lanes, map, reorder, slice } from './lib/tensors.ts';

/** Squared lengths along the last axis; the inputs are eighths, so that doubles hold these exactly. */
const squares = (tensor: Tensor): number[] =>
  lanes({ shape: tensor.shape, data: [...tensor.data] }, -1).map((lane) =>
    lane.reduce((sum, x) => sum + x * x, 0),
  );

export default laws(spec, {
  C1: async ({ run, inputs, claim }) => {
    const { q, K } = inputs as Record<'q' | 'K', Tensor>;
    const [B, , D] = K.shape as [number, number, number];
    const first = slice(K, 1, 0, 1);
    const { s } = await run({ q: { ...first, shape: [B, D] }, K: { ...q, shape: [B, 1, D] } });
    claim.same(s!, slice((await run(inputs)).s!, 1, 0, 1), 's with the places changed');
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const twiceAndMore = (a: Tensor, b: Tensor) => map(a, (x, n) => 2 * x + b.data[n]!);
    const { s } = await run(inputs);
    for (const name of ['q', 'K'] as const) {
      const other = map(inputs[name]!, () => random.integer(-8, 8) / 8);
      const more = await run({ ...inputs, [name]: other });
      const together = await run({ ...inputs, [name]: twiceAndMore(inputs[name]!, other) });
      const apart = combine(s!, more.s!, (a, b) => A.add(A.mul(A.number(2), a), b));
      claim.same(together.s!, apart, `s of the sum of two ${name}`);
    }
  },
  C3: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.K!.shape[1]!);
    const { s } = await run({ ...inputs, K: reorder(inputs.K!, 1, order) });
    claim.same(s!, reorder((await run(inputs)).s!, 1, order), 's reordered');
  },
  C4: async ({ A, run, inputs, claim }) => {
    const keys = inputs.K!.shape[1]!;
    const [queries, lengths] = [squares(inputs.q!), squares(inputs.K!)];
    (await run(inputs)).s!.data.forEach((value, n) => {
      const most = A.mul(A.number(queries[Math.floor(n / keys)]!), A.number(lengths[n]!));
      claim.atMost(A.mul(value, value), most, `the square of score ${n}`);
    });
  },
  C5: async ({ A, run, inputs, claim }) => {
    const [B, D] = inputs.q!.shape as [number, number];
    const M = 2 ** D;
    const K = fill(inputs.K!, [B, M, D], (n) => 1 - 2 * (Math.floor(n / D / 2 ** (n % D)) % 2));
    const lengths = squares(inputs.q!);
    for (const [sample, scores] of lanes((await run({ ...inputs, K })).s!, 1).entries()) {
      const mean = A.div(A.sum(scores.map((s) => A.mul(s, s))), A.number(M));
      claim.equal(mean, A.number(lengths[sample]!), 'the mean of the squared scores');
      claim.equal(A.sum(scores), A.number(0), 'the sum of the scores');
    }
  },
  C6: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const { s } = await run(inputs);
    const cotangent = fill(inputs.q!, s!.shape, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { s: cotangent });
    const product = inner(A, s!, exact(A, cotangent));
    claim.equal(inner(A, gradient.q!, exact(A, inputs.q!)), product, 'q·dq');
    claim.equal(inner(A, gradient.K!, exact(A, inputs.K!)), product, 'K·dK');
  }),
  C7: async ({ A, run, inputs, random, claim }) => {
    const D = random.integer(1, 4);
    const M = 2 ** D;
    const sign = (vector: number, d: number) => 1 - 2 * ((vector >> d) & 1);
    const q = fill(inputs.q!, [M, D], (n) => sign(Math.floor(n / D), n % D));
    const K = fill(inputs.K!, [M, M, D], (n) => sign(Math.floor(n / D) % M, n % D));
    const scores = (await run({ q, K })).s!.data;
    const variance = (values: readonly Value[]) =>
      A.div(A.sum(values.map((s) => A.mul(s, s))), A.number(values.length));
    claim.equal(A.sum(scores), A.number(0), 'the sum of the scores');
    claim.equal(variance(scores), A.number(D), 'their variance');
    const scaled = scores.map((s) => A.div(s, A.sqrt(A.number(D))));
    claim.equal(variance(scaled), A.number(1), 'the variance of the scaled scores');
    for (let own = 0; own < M; own++)
      claim.equal(scores[own * M + own]!, A.number(D), 'the score of a query with itself');
  },
});
