import spec from '../spec/kl-divergence.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, withGradient } from './lib/laws.ts';
import type { Random } from './lib/random.ts';
import { fill, map, reorder } from './lib/tensors.ts';

/** Distributions of this shape in 64ths, whose sums are exactly one; `least` 64ths at least in each class. */
function dyadic(like: Tensor, [N, K]: readonly number[], random: Random, least: number): Tensor {
  const parts = Array.from({ length: N! }, () => {
    const lane = new Array<number>(K!).fill(least);
    for (let left = 64 - K! * least; left > 0; left--) lane[random.integer(0, K! - 1)]! += 1;
    return lane;
  }).flat();
  return fill(like, [N!, K!], (n) => parts[n]! / 64);
}

/** Rounding the logarithms of a distribution may take this much of its sum. */
const SLACK = 2 ** -18;

const plain = { log_target: false, reduction: 'sum' } as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const t = dyadic(inputs.t!, inputs.t!.shape, random, 0);
    const other = map(dyadic(inputs.t!, inputs.t!.shape, random, 1), Math.log);
    const slack = A.number(SLACK * inputs.t!.shape[0]!);
    claim.atMost(A.neg(slack), (await run({ l: other, t }, plain)).loss!.data[0]!, 'the divergence');
    const own = (await run({ l: map(t, (p) => (p === 0 ? -64 : Math.log(p))), t }, plain)).loss!.data[0]!;
    claim.atMost(A.abs(own), slack, 'the divergence from itself');
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const t = dyadic(inputs.t!, inputs.t!.shape, random, 0);
    const terms = [...t.data].flatMap((share, n) => {
      const p = A.number(share);
      return share === 0 ? [] : [A.mul(p, A.log(p)), A.neg(A.mul(p, A.number(inputs.l!.data[n]!)))];
    });
    claim.equal((await run({ ...inputs, t }, plain)).loss!.data[0]!, A.sum(terms), 'the divergence');
    const K = t.shape[1]!;
    const chosen = random.integer(0, K - 1);
    const certain = map(t, (_, n) => (n % K === chosen ? 1 : 0));
    const log = A.sum([...inputs.l!.data].filter((_, n) => n % K === chosen).map((x) => A.number(x)));
    const { loss } = await run({ ...inputs, t: certain }, plain);
    claim.equal(loss!.data[0]!, A.neg(log), 'the divergence of a one-hot target');
  },
  C3: async ({ A, run, inputs, options, random, claim }) => {
    // Powers of two, so that e^log t is t but for the rounding of log t.
    const t = map(inputs.t!, () => 2 ** -random.integer(0, 6));
    const direct = (await run({ ...inputs, t }, { ...options, log_target: false })).loss!.data[0]!;
    const logs = { ...inputs, t: map(t, Math.log) };
    const loss = (await run(logs, { ...options, log_target: true })).loss!.data[0]!;
    const slack = A.number(SLACK * t.data.length);
    claim.atMost(A.abs(A.sub(loss, direct)), slack, 'the difference of the losses');
  },
  C4: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const { l } = await vjp(inputs, { loss: fill(inputs.l!, [], () => 1) });
    const [N, K] = inputs.l!.shape as [number, number];
    const divisor = A.number({ sum: 1, mean: N * K, batchmean: N }[String(options.reduction)]!);
    l!.data.forEach((gradient, n) => {
      const t = A.number(inputs.t!.data[n]!);
      const share = options.log_target ? A.exp(t) : t;
      claim.equal(gradient, A.neg(A.div(share, divisor)), `gradient ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, options, claim }) => {
    const [N, K] = inputs.l!.shape as [number, number];
    const [sum, mean, batchmean] = await Promise.all(
      ['sum', 'mean', 'batchmean'].map(
        async (reduction) => (await run(inputs, { ...options, reduction })).loss!.data[0]!,
      ),
    );
    claim.equal(batchmean!, A.mul(A.number(K), mean!), 'the batch mean');
    claim.equal(sum!, A.mul(A.number(N), batchmean!), 'the sum');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const [p, r] = [dyadic(inputs.t!, [1, 3], random, 0), dyadic(inputs.t!, [1, 2], random, 0)];
    const [l, m] = [3, 2].map((K) => fill(inputs.l!, [1, K], () => -random.integer(0, 32) / 8));
    const loss = async (logs: Tensor, t: Tensor) => (await run({ l: logs, t }, plain)).loss!.data[0]!;
    const logs = fill(inputs.l!, [1, 6], (n) => l!.data[n >> 1]! + m!.data[n & 1]!);
    const t = fill(inputs.t!, [1, 6], (n) => p.data[n >> 1]! * r.data[n & 1]!);
    claim.equal(
      await loss(logs, t),
      A.add(await loss(l!, p), await loss(m!, r)),
      'the divergence of products',
    );
  },
  C7: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.l!.shape[1]!);
    const reordered = { l: reorder(inputs.l!, 1, order), t: reorder(inputs.t!, 1, order) };
    claim.same((await run(reordered)).loss!, (await run(inputs)).loss!, 'the loss after reordering');
  },
});
