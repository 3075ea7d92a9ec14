import spec from '../spec/accuracy.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { wordsOf } from './lib/counted.ts';
import { laws } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

const MEAN = { reduction: 'mean' };
const SUM = { reduction: 'sum' };

const classes = (t: readonly number[]): Tensor => ({ shape: [t.length], data: Int32Array.from(t) });

/** The scores of a sample. */
const row = ({ shape, data }: Tensor, n: number): number[] => [
  ...data.slice(n * shape[1]!, (n + 1) * shape[1]!),
];

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const K = random.integer(1, 4);
    const k = random.integer(1, K);
    const orders = wordsOf(K, K).filter((word) => new Set(word).size === K);
    const z = fill(inputs.z!, [orders.length, K], (n) => orders[Math.floor(n / K)]![n % K]!);
    const own = random.integer(0, K - 1);
    const { accuracy } = await run({ z, t: classes(orders.map(() => own)) }, { ...MEAN, k });
    claim.equal(accuracy!.data[0]!, A.ratio(BigInt(k), BigInt(K)), `the share of ${k} in ${K}`);
  },
  C2: async ({ A, run, inputs, claim }) => {
    const [N, K] = inputs.z!.shape as [number, number];
    let before = A.number(0);
    for (let k = 1; k <= K; k++) {
      const hits = (await run(inputs, { ...SUM, k })).accuracy!.data[0]!;
      claim.atMost(before, hits, `the hits among ${k}`);
      before = hits;
    }
    claim.equal(before, A.number(N), 'the hits among all');
  },
  C3: async ({ run, inputs, options, claim }) => {
    const { accuracy } = await run(inputs, options);
    for (const f of [(x: number) => 2 * x, (x: number) => x + 8, (x: number) => x ** 3]) {
      const other = { ...inputs, z: map(inputs.z!, f) };
      claim.same(
        (await run(other, options)).accuracy!,
        accuracy!,
        'the accuracy of scores in the same order',
      );
    }
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const K = inputs.z!.shape[1]!;
    const n = random.integer(0, inputs.z!.shape[0]! - 1);
    for (const scores of [row(inputs.z!, n), row(inputs.z!, n).map((x) => Math.sign(x))]) {
      const z = fill(inputs.z!, [K, K], (at) => scores[at % K]!);
      const all = classes(scores.map((_, c) => c));
      const { accuracy } = await run({ z, t: all }, { ...SUM, k: options.k! });
      claim.equal(accuracy!.data[0]!, A.number(Number(options.k)), 'the number of classes that are right');
    }
  },
  C5: async ({ A, run, inputs, claim }) => {
    const best = [...inputs.t!.data].map((_, n) => {
      const scores = row(inputs.z!, n);
      return scores.indexOf(Math.max(...scores));
    });
    const hits = best.filter((c, n) => c === inputs.t!.data[n]).length;
    const { accuracy } = await run(inputs, { ...SUM, k: 1 });
    claim.equal(accuracy!.data[0]!, A.number(hits), 'the hits');
    const own = await run({ ...inputs, t: classes(best) }, { ...MEAN, k: 1 });
    claim.equal(own.accuracy!.data[0]!, A.number(1), 'the accuracy of what scores highest');
  },
  C6: async ({ A, run, inputs, options, random, claim }) => {
    const N = inputs.z!.shape[0]!;
    const order = random.permutation(N);
    const shuffled = { z: reorder(inputs.z!, 0, order), t: reorder(inputs.t!, 0, order) };
    const hits = (await run(inputs, { ...options, ...SUM })).accuracy!.data[0]!;
    const other = (await run(shuffled, { ...options, ...MEAN })).accuracy!.data[0]!;
    claim.equal(A.mul(other, A.number(N)), hits, 'N times the mean');
  },
});
