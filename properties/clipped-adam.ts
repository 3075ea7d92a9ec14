import spec from '../spec/clipped-adam.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, course, nonzero, rest, rows, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ run, inputs, options, random, claim }) => {
    // Multiples of (3, −4): what is cut to five times a power of two is exact.
    const unit = 2 ** random.integer(-4, 4);
    const factors = Array.from(inputs.lr!.data, () => random.integer(-6, 6));
    const gradients = (most: number) =>
      factors.map((f) => [3, -4].map((x) => x * unit * Math.max(-most, Math.min(most, f))));
    const start = { theta: [1, -2], m: [0.5, 0.25], v: [0.5, 2] };
    const long = course(inputs, start, gradients(6), rows(inputs).lr);
    const cut = course(inputs, start, gradients(1), rows(inputs).lr);
    const [one, two] = [
      await run(long, { ...options, c: 5 * unit }),
      await run(cut, { ...options, c: 1e6 * unit }),
    ];
    for (const name of ['theta1', 'm1', 'v1']) claim.same(one[name]!, two[name]!, name);
  },
  C2: async ({ run, inputs, options, claim }) => {
    const c = Number(options.c);
    let g = inputs.g!;
    while (longest({ ...inputs, g }) > c / 2) g = map(g, (x) => x / 2);
    const [one, two] = [await run({ ...inputs, g }), await run({ ...inputs, g }, { ...options, c: 64 * c })];
    for (const name of ['theta1', 'm1', 'v1']) claim.same(one[name]!, two[name]!, `${name} under either cap`);
  },
  C3: async ({ run, inputs, options, random, claim }) => {
    const T = inputs.lr!.data.length;
    const n = inputs.theta!.data.length;
    const spike = random.integer(0, T - 1);
    const high = 2 * Math.max(1, Number(options.c));
    const at = (scale: number): Tensors => ({
      ...inputs,
      g: map(inputs.g!, (x, i) => {
        const there = Math.floor(i / n) === spike;
        return there ? scale * (x === 0 ? high : x * high * 8) : x;
      }),
    });
    const [one, two] = [await run(at(1)), await run(at(2))];
    for (const name of ['theta1', 'm1', 'v1'])
      claim.same(two[name]!, one[name]!, `${name} of twice the spike`);
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const { m1 } = await run(rest(inputs, 'm', 'v'));
    const length2 = A.sum(m1!.data.map((x) => A.power(x, 2)));
    claim.atMost(length2, A.power(A.number(Number(options.c)), 2), 'the squared length of the mean');
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const first = steps(rest({ ...inputs, g: nonzero(inputs.g!) }, 'theta', 'm', 'v'), 0, 1);
    const { theta1 } = await run(first, { ...options, eps: 0, t0: 0 });
    const rate = first.lr!.data[0]!;
    theta1!.data.forEach((x, k) => {
      claim.equal(x, A.number(-rate * Math.sign(first.g!.data[k]!)), `the first step along ${k}`);
    });
  },
  C6: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
});

const longest = (inputs: Tensors): number => Math.max(...rows(inputs).g.map((row) => Math.hypot(...row)));
