import spec from '../spec/adamax.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, fading, nonzero, rest, rows, steadily } from './lib/steps.ts';
import { fill, map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { g } = rows(inputs);
    const beta = A.number(Number(options.beta2));
    const eps = A.number(Number(options.eps));
    (await run(inputs)).u1!.data.forEach((largest, k) => {
      const sizes = g.map((row, t) =>
        A.mul(A.power(beta, g.length - 1 - t), A.add(A.number(Math.abs(row[k]!)), eps)),
      );
      const start = A.mul(A.power(beta, g.length), A.number(inputs.u!.data[k]!));
      const most = sizes.reduce((a, b) => A.max(a, b), start);
      claim.equal(largest, most, `u1[${k}]`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const beta = A.number(Number(options.beta1));
    const share = A.sub(A.number(1), beta);
    (await run(inputs)).m1!.data.forEach((m, k) => {
      const gradients = rows(inputs).g.map((row) => A.number(row[k]!));
      claim.equal(m, fading(A, beta, share, A.number(inputs.m!.data[k]!), gradients), `m1[${k}]`);
    });
  },
  C3: steadily('m', 'u'),
  C4: async ({ A, run, inputs, options, claim }) => {
    const n = inputs.theta!.data.length;
    const burst = fill(inputs.g!, inputs.g!.shape, (at) => (at < n ? -64 : 0));
    const after = (await run({ ...rest(inputs, 'u'), g: burst }, { ...options, eps: 2 ** -20 })).u1!;
    const steps = inputs.lr!.data.length - 1;
    const first = A.number(64 + 2 ** -20);
    const left = A.mul(A.power(A.number(Number(options.beta2)), steps), first);
    for (const value of after.data) claim.equal(value, left, `u1 ${steps} steps after the burst`);
  },
  C5: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const full: Tensors = { ...inputs, g: nonzero(inputs.g!) };
    const stretched = {
      ...full,
      g: map(full.g!, (x) => x * scale),
      m: map(full.m!, (x) => x * scale),
      u: map(full.u!, (x) => x * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(full, free)).theta1!, 'theta1 stretched');
  },
  C6: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
});
