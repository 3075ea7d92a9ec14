import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/softmax-cross-entropy.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

/** The softmax of each row, straight from its definition. */
function shares(A: Arithmetic<Value>, { shape, data }: Tensor): Value[] {
  const K = shape[1]!;
  return [...data].map((score, n) => {
    const row = [...data.slice(n - (n % K), n - (n % K) + K)];
    return A.div(A.exp(A.number(score)), A.sum(row.map((other) => A.exp(A.number(other)))));
  });
}

const isTrueClass = ({ z, t }: Tensors, n: number) =>
  n % z!.shape[1]! === t!.data[Math.floor(n / z!.shape[1]!)];

export default laws(spec, {
  C1: async ({ run, inputs, random, claim }) => {
    const shifts = Array.from(inputs.t!.data, () => random.integer(-64, 64) / 8);
    const z = map(inputs.z!, (score, n) => score + shifts[Math.floor(n / inputs.z!.shape[1]!)]!);
    claim.same((await run({ ...inputs, z })).loss!, (await run(inputs)).loss!, 'the loss after the shift');
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    claim.atMost(A.number(0), (await run(inputs)).loss!.data[0]!, 'the loss');
    const equal = { ...inputs, z: map(inputs.z!, () => 5) };
    const fair = A.log(A.number(inputs.z!.shape[1]!));
    const count = A.number(options.reduction === 'mean' ? 1 : inputs.t!.data.length);
    claim.equal((await run(equal)).loss!.data[0]!, A.mul(count, fair), 'the loss of equal scores');
  },
  C3: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const { z } = await vjp(inputs, { loss: fill(inputs.z!, [], () => 1) });
    const divisor = A.number(options.reduction === 'mean' ? inputs.t!.data.length : 1);
    shares(A, inputs.z!).forEach((share, n) => {
      const rest = A.sub(share, A.number(isTrueClass(inputs, n) ? 1 : 0));
      claim.equal(z!.data[n]!, A.div(rest, divisor), `gradient ${n}`);
    });
  }),
  C4: withGradient(async ({ A, vjp, inputs, claim }) => {
    const { z } = await vjp(inputs, { loss: fill(inputs.z!, [], () => 1) });
    const K = inputs.z!.shape[1]!;
    for (let n = 0; n < z!.data.length; n += K)
      claim.equal(A.sum(z!.data.slice(n, n + K)), A.number(0), 'the sum of the gradient of a sample');
    z!.data.forEach((gradient, n) => {
      const [low, high] = isTrueClass(inputs, n) ? [gradient, A.number(0)] : [A.number(0), gradient];
      claim.atMost(low, high, `gradient ${n}`);
    });
  }),
  C5: async ({ A, run, inputs, random, claim }) => {
    const z = fill(inputs.z!, [1, 2], () => random.integer(-64, 64) / 8);
    const chosen = random.integer(0, 1);
    const t = fill(inputs.t!, [1], () => chosen);
    const lead = A.number(z.data[1 - chosen]! - z.data[chosen]!);
    claim.equal((await run({ z, t })).loss!.data[0]!, A.softplus(lead), 'the loss of two classes');
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.z!, () => random.integer(-32, 32) / 8);
    const between = map(inputs.z!, (score, n) => (score + other.data[n]!) / 2);
    const [here, there, middle] = await Promise.all(
      [inputs.z!, other, between].map(async (z) => (await run({ ...inputs, z })).loss!.data[0]!),
    );
    claim.atMost(middle!, A.div(A.add(here!, there!), A.number(2)), 'the loss half way');
  },
  C7: async ({ A, run, inputs, options, claim }) => {
    const count = A.number(options.reduction === 'mean' ? inputs.t!.data.length : 1);
    const sum = A.mul(count, (await run(inputs)).loss!.data[0]!);
    const likelihood = shares(A, inputs.z!)
      .filter((_, n) => isTrueClass(inputs, n))
      .reduce((product, share) => A.mul(product, share), A.number(1));
    claim.equal(sum, A.neg(A.log(likelihood)), 'the summed loss');
  },
  C8: async ({ A, run, inputs, random, claim }) => {
    const eighth = () => random.integer(-16, 16) / 8;
    const samples = Array.from({ length: 4 }, () => [eighth(), eighth()] as const);
    const t = fill(inputs.t!, [4], () => random.integer(0, 1));
    const loss = async ([a, b]: readonly number[]) => {
      const score = (n: number) => (n % 2) * (a! * samples[n >> 1]![0] + b! * samples[n >> 1]![1]);
      return (await run({ z: fill(inputs.z!, [4, 2], score), t })).loss!.data[0]!;
    };
    const [v, w] = [
      [eighth(), eighth()],
      [eighth(), eighth()],
    ] as const;
    const middle = await loss([(v[0]! + w[0]!) / 2, (v[1]! + w[1]!) / 2]);
    const mean = A.div(A.add(await loss(v), await loss(w)), A.number(2));
    claim.atMost(middle, mean, 'the loss of the weights half way');
  },
  C9: async ({ run, inputs, random, claim }) => {
    const [N, K] = inputs.z!.shape as [number, number];
    const { loss } = await run(inputs);
    const classes = random.permutation(K);
    const relabelled = {
      z: reorder(inputs.z!, 1, classes),
      t: map(inputs.t!, (chosen) => classes.indexOf(chosen)),
    };
    claim.same((await run(relabelled)).loss!, loss!, 'the loss after reordering the classes');
    const samples = random.permutation(N);
    const shuffled = { z: reorder(inputs.z!, 0, samples), t: reorder(inputs.t!, 0, samples) };
    claim.same((await run(shuffled)).loss!, loss!, 'the loss after reordering the samples');
  },
});
