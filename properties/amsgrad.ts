import spec from '../spec/amsgrad.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { claimTwoCalls, fading, nonzero, rest, rows, steadily, steps } from './lib/steps.ts';
import { fill, map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, run, inputs, claim } = context;
    (await run(inputs)).w1!.data.forEach((largest, k) => {
      const all = [A.number(inputs.w!.data[k]!), ...secondMoments(context, k)];
      for (const one of all) claim.atMost(one, largest, `a moment beside w1[${k}]`);
      const most = all.reduce((a, b) => A.max(a, b));
      claim.equal(largest, most, `w1[${k}]`);
    });
  },
  C2: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const without = { ...inputs, w: map(inputs.w!, () => 0) };
    const [one, two] = [await run(inputs), await run(without)];
    claim.same(two.m1!, one.m1!, 'm1 beside another w');
    claim.same(two.v1!, one.v1!, 'v1 beside another w');
    const beta1 = A.number(Number(options.beta1));
    const share = A.sub(A.number(1), beta1);
    one.m1!.data.forEach((m, k) => {
      const gradients = rows(inputs).g.map((row) => A.number(row[k]!));
      claim.equal(m, fading(A, beta1, share, A.number(inputs.m!.data[k]!), gradients), `m1[${k}]`);
      claim.equal(one.v1!.data[k]!, secondMoments(context, k).at(-1)!, `v1[${k}]`);
    });
  },
  C3: steadily('m', 'v', 'w'),
  C4: async ({ A, run, inputs, options, claim }) => {
    const n = inputs.theta!.data.length;
    const start = rest(inputs, 'm', 'v', 'w');
    const g = fill(inputs.g!, inputs.g!.shape, (at) => (at < n ? 8 : 0));
    const after = (await run({ ...start, g })).w1!;
    const before = (await run(steps({ ...start, g }, 0, 1))).w1!;
    claim.same(after, before, 'w1 long after the burst');
    const burst = A.mul(A.sub(A.number(1), A.number(Number(options.beta2))), A.number(64));
    for (const value of after.data) claim.equal(value, burst, 'w1 after the burst');
  },
  C5: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const full: Tensors = { ...inputs, g: nonzero(inputs.g!) };
    const stretched = {
      ...full,
      g: map(full.g!, (x) => x * scale),
      m: map(full.m!, (x) => x * scale),
      v: map(full.v!, (x) => x * scale * scale),
      w: map(full.w!, (x) => x * scale * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(full, free)).theta1!, 'theta1 stretched');
  },
  C6: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
});

/** The second moment of coordinate k after each step, as the weighted sum that it is. */
function secondMoments({ A, inputs, options }: LawContext, k: number): Value[] {
  const squares = rows(inputs).g.map((row) => A.power(A.number(row[k]!), 2));
  const beta = A.number(Number(options.beta2));
  const share = A.sub(A.number(1), beta);
  const start = A.number(inputs.v!.data[k]!);
  return squares.map((_, t) => fading(A, beta, share, start, squares.slice(0, t + 1)));
}
