import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/nll-loss.ts';
import { laws, withGradient } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

/** The samples that count. */
const kept = ({ t }: Tensors, { ignore_index }: OptionValues): number[] =>
  [...t!.data.keys()].filter((n) => t!.data[n] !== ignore_index);

/** These samples alone. */
function only({ l, t, w }: Tensors, samples: readonly number[]): Tensors {
  const K = l!.shape[1]!;
  return {
    l: fill(l!, [samples.length, K], (n) => l!.data[samples[Math.floor(n / K)]! * K + (n % K)]!),
    t: fill(t!, [samples.length], (n) => t!.data[samples[n]!]!),
    w: w!,
  };
}

export default laws(spec, {
  C1: async ({ run, inputs, options, claim }) => {
    const samples = kept(inputs, options);
    if (samples.length === 0) return;
    const { loss } = await run(only(inputs, samples), { ...options, ignore_index: -1 });
    claim.same((await run(inputs)).loss!, loss!, 'the loss with the ignored samples');
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    if (kept(inputs, options).length === 0) return;
    const [before, after] = [inputs, { ...inputs, w: map(inputs.w!, (w) => 2 * w) }];
    const factor = A.number(options.reduction === 'mean' ? 1 : 2);
    const expected = A.mul(factor, (await run(before)).loss!.data[0]!);
    claim.equal((await run(after)).loss!.data[0]!, expected, 'the loss of doubled weights');
  },
  C3: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const samples = kept(inputs, options);
    if (samples.length === 0) return;
    const { l } = await vjp(inputs, { loss: fill(inputs.l!, [], () => 1) });
    const K = inputs.l!.shape[1]!;
    const weight = (n: number) => A.number(inputs.w!.data[inputs.t!.data[n]!]!);
    const divisor = options.reduction === 'mean' ? A.sum(samples.map(weight)) : A.number(1);
    l!.data.forEach((gradient, at) => {
      const n = Math.floor(at / K);
      const counts = samples.includes(n) && inputs.t!.data[n] === at % K;
      const expected = counts ? A.neg(A.div(weight(n), divisor)) : A.number(0);
      claim.equal(gradient, expected, `gradient ${at}`);
    });
  }),
  C4: async ({ A, run, inputs, options, random, claim }) => {
    if (kept(inputs, options).length === 0) return;
    const K = inputs.l!.shape[1]!;
    const other = map(inputs.l!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.l!, (x, n) => (x + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [inputs.l!, other, between].map(async (l) => (await run({ ...inputs, l })).loss!.data[0]!),
    );
    claim.equal(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
    const elsewhere = map(inputs.l!, (x, n) => (inputs.t!.data[Math.floor(n / K)] === n % K ? x : 7));
    const { loss } = await run({ ...inputs, l: elsewhere });
    claim.equal(loss!.data[0]!, here!, 'the loss with other numbers at the other classes');
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const samples = kept(inputs, options);
    if (samples.length === 0) return;
    const K = inputs.l!.shape[1]!;
    const equal = { ...inputs, w: map(inputs.w!, () => 3) };
    const costs = samples.map((n) => A.number(-inputs.l!.data[n * K + inputs.t!.data[n]!]!));
    const mean = A.div(A.sum(costs), A.number(samples.length));
    const { loss } = await run(equal, { ...options, reduction: 'mean' });
    claim.equal(loss!.data[0]!, mean, 'the mean with equal weights');
    const { loss: sum } = await run(equal, { ...options, reduction: 'sum' });
    claim.equal(sum!.data[0]!, A.mul(A.number(3 * samples.length), mean), 'the sum with equal weights');
  },
  C6: async ({ run, inputs, options, random, claim }) => {
    if (kept(inputs, options).length === 0) return;
    const { loss } = await run(inputs);
    const [N, K] = inputs.l!.shape as [number, number];
    const samples = random.permutation(N);
    const shuffled = { ...inputs, l: reorder(inputs.l!, 0, samples), t: reorder(inputs.t!, 0, samples) };
    claim.same((await run(shuffled)).loss!, loss!, 'the loss after reordering the samples');
    const classes = random.permutation(K);
    const relabelled = {
      l: reorder(inputs.l!, 1, classes),
      t: map(inputs.t!, (chosen) => classes.indexOf(chosen)),
      w: reorder(inputs.w!, 0, classes),
    };
    const ignored = classes.indexOf(Number(options.ignore_index));
    const { loss: same } = await run(relabelled, { ...options, ignore_index: ignored });
    claim.same(same!, loss!, 'the loss after reordering the classes');
  },
  C7: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    if (kept(inputs, options).length === 0) return;
    const mean = { ...options, reduction: 'mean' };
    const { w } = await vjp(inputs, { loss: fill(inputs.l!, [], () => 1) }, mean);
    const along = A.sum(w!.data.map((g, k) => A.mul(g, A.number(inputs.w!.data[k]!))));
    claim.equal(along, A.number(0), 'the gradient along the weights');
  }),
});
