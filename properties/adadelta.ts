import spec from '../spec/adadelta.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, course, nonzero, rest, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const first = unitStep(inputs);
    const { theta1, s1 } = await run(first);
    const eps = A.number(Number(options.eps));
    theta1!.data.forEach((x, k) => {
      const g = A.number(first.g!.data[k]!);
      const above = A.add(A.number(first.d!.data[k]!), eps);
      const below = A.add(s1!.data[k]!, eps);
      claim.equal(A.mul(A.power(x, 2), below), A.mul(A.power(g, 2), above), `u² (s₁ + eps) along ${k}`);
      claim.atMost(A.mul(x, g), A.number(0), `move times gradient along ${k}`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const first = unitStep(inputs);
    const { theta1, s1, d1 } = await run(first);
    const rho = A.number(Number(options.rho));
    const average = (before: number, term: typeof rho) =>
      A.add(A.mul(rho, A.number(before)), A.mul(A.sub(A.number(1), rho), A.power(term, 2)));
    theta1!.data.forEach((x, k) => {
      const g = A.number(first.g!.data[k]!);
      claim.equal(s1!.data[k]!, average(first.s!.data[k]!, g), `s1[${k}]`);
      claim.equal(d1!.data[k]!, average(first.d!.data[k]!, x), `d1[${k}]`);
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const start = rest(inputs, 'theta');
    const slow = await run(start);
    const fast = await run({ ...start, lr: map(inputs.lr!, (rate) => 2 * rate) });
    claim.same(fast.s1!, slow.s1!, 's1 at twice the rate');
    claim.same(fast.d1!, slow.d1!, 'd1 at twice the rate');
    slow.theta1!.data.forEach((x, k) => {
      claim.equal(fast.theta1!.data[k]!, A.mul(A.number(2), x), `theta1[${k}] at twice the rate`);
    });
  },
  C4: async ({ A, run, inputs, options, random, claim }) => {
    const unit = 2 ** random.integer(-8, 8);
    const start: Tensors = {
      ...inputs,
      s: map(inputs.s!, (x) => x + 0.125),
      d: map(inputs.d!, (x) => x + 0.125),
    };
    const other: Tensors = {
      ...start,
      theta: map(inputs.theta!, (x) => unit * x),
      g: map(inputs.g!, (x) => x / unit),
      s: map(start.s!, (x) => x / unit ** 2),
      d: map(start.d!, (x) => x * unit ** 2),
    };
    const free = { ...options, eps: 0 };
    const [one, two] = [await run(start, free), await run(other, free)];
    one.theta1!.data.forEach((x, k) => {
      claim.equal(two.theta1!.data[k]!, A.mul(A.number(unit), x), `theta1[${k}] in another unit`);
      const squared = A.mul(A.number(unit ** 2), one.d1!.data[k]!);
      claim.equal(two.d1!.data[k]!, squared, `d1[${k}] in another unit`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const rho = 0.95;
    const left = async (eps: number) => {
      const gradients = descend(200, rho, eps);
      const path = course(
        inputs,
        { theta: [1], s: [0], d: [0] },
        gradients,
        gradients.map(() => 1),
      );
      return (await run(path, { ...options, rho, eps })).theta1!.data[0]!;
    };
    claim.atMost(A.ratio(89n, 100n), await left(1e-8), 'what eps = 1e-8 leaves');
    claim.atMost(A.abs(A.sub(await left(1e-6), A.ratio(3146n, 10_000n))), A.ratio(1n, 1000n), '|x − 0.3146|');
    claim.atMost(A.abs(await left(1e-4)), A.ratio(1n, 1000n), 'what eps = 1e-4 leaves');
  },
  C6: (context) => claimTwoCalls(context),
});

/** One step with the rate 1 from the parameters 0, so that the move is −u. */
function unitStep(inputs: Tensors): Tensors {
  const first = steps(rest(inputs, 'theta'), 0, 1);
  return { ...first, g: nonzero(first.g!), lr: map(first.lr!, () => 1) };
}

/** The gradients of x²/2 met on the way down from 1, in plain numbers. */
function descend(T: number, rho: number, eps: number): number[][] {
  let [x, s, d] = [1, 0, 0];
  return Array.from({ length: T }, () => {
    const gradient = x;
    s = rho * s + (1 - rho) * gradient ** 2;
    const u = gradient * Math.sqrt((d + eps) / (s + eps));
    d = rho * d + (1 - rho) * u ** 2;
    x -= u;
    return [gradient];
  });
}
