import spec from '../spec/adamw.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, exactly, rest, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const still = { ...rest(inputs, 'm', 'v'), g: map(inputs.g!, () => 0) };
    const decay = A.number(Number(options.decay));
    const kept = Array.from(inputs.lr!.data, (rate) => A.sub(A.number(1), A.mul(A.number(rate), decay)));
    const left = kept.reduce((product, share) => A.mul(product, share), A.number(1));
    (await run(still)).theta1!.data.forEach((x, k) => {
      claim.equal(x, A.mul(left, A.number(inputs.theta!.data[k]!)), `theta1[${k}]`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const first = steps(inputs, 0, 1);
    const adam = (await run(first, { ...options, decay: 0 })).theta1!;
    const share = A.mul(A.number(first.lr!.data[0]!), A.number(Number(options.decay)));
    (await run(first)).theta1!.data.forEach((x, k) => {
      const lost = A.mul(share, A.number(inputs.theta!.data[k]!));
      claim.equal(x, A.sub(adam.data[k]!, lost), `theta1[${k}]`);
    });
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const other = { ...inputs, theta: map(inputs.theta!, () => random.integer(-32, 32) / 8) };
    const [one, two] = [await run(inputs), await run(other, { ...options, decay: 0 })];
    claim.same(two.m1!, one.m1!, 'm1 of other weights without decay');
    claim.same(two.v1!, one.v1!, 'v1 of other weights without decay');
  },
  C4: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const full: Tensors = { ...inputs, g: map(inputs.g!, (x) => (x === 0 ? 1 : x)) };
    const stretched = {
      ...full,
      g: map(full.g!, (x) => x * scale),
      m: map(full.m!, (x) => x * scale),
      v: map(full.v!, (x) => x * scale * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(full, free)).theta1!, 'theta1 stretched');
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const first = steps(rest(inputs, 'm', 'v'), 0, 1);
    const rate = A.number(first.lr!.data[0]!);
    const kept = A.sub(A.number(1), A.mul(rate, A.number(Number(options.decay))));
    const theta = exactly(A, inputs.theta!).data;
    (await run(first, { ...options, t0: 0 })).theta1!.data.forEach((x, k) => {
      claim.atMost(A.abs(A.sub(x, A.mul(kept, theta[k]!))), rate, `the length of the first step along ${k}`);
    });
  },
  C6: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
});
