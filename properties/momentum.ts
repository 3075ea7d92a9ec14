import spec from '../spec/momentum.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, constant, course, fading, moved, rest, rows, steps } from './lib/steps.ts';

/** Position and gradients of the heavy ball on a slope, in plain numbers: what an optimizer is then given. */
function roll(
  start: readonly number[],
  T: number,
  { mu, rate }: { mu: number; rate: number },
  slope: (x: number, k: number) => number,
): number[][] {
  let x = start;
  let v = start.map(() => 0);
  return Array.from({ length: T }, () => {
    const gradient = x.map(slope);
    v = v.map((vk, k) => mu * vk + rate * gradient[k]!);
    x = x.map((xk, k) => xk - v[k]!);
    return gradient;
  });
}

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const { theta1, v1 } = await run(inputs, { ...options, mu: 0 });
    const { g, lr } = rows(inputs);
    theta1!.data.forEach((x, k) => {
      const moves = lr.map((rate, t) => A.mul(A.number(rate), A.number(g[t]![k]!)));
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
      claim.equal(v1!.data[k]!, moves.at(-1)!, `v1[${k}]`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const { theta1, v1 } = await run(inputs);
    const { g, lr } = rows(inputs);
    const mu = A.number(Number(options.mu));
    v1!.data.forEach((v, k) => {
      const gradientSteps = lr.map((rate, t) => A.mul(A.number(rate), A.number(g[t]![k]!)));
      const start = A.number(inputs.v!.data[k]!);
      const buffers = lr.map((_, t) => fading(A, mu, A.number(1), start, gradientSteps.slice(0, t + 1)));
      claim.equal(v, buffers.at(-1)!, `v1[${k}]`);
      claim.equal(theta1!.data[k]!, moved(A, inputs.theta!.data[k]!, buffers), `theta1[${k}]`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const steady = rest(constant(inputs), 'v');
    const { g, lr } = rows(steady);
    const mu = A.number(Number(options.mu));
    const left = A.sub(A.number(1), mu);
    const grown = A.sub(A.number(1), A.power(mu, lr.length));
    const { v1 } = await run(steady);
    v1!.data.forEach((v, k) => {
      const step = A.mul(A.number(lr[0]!), A.number(g[0]![k]!));
      claim.equal(A.mul(v, left), A.mul(step, grown), `v1[${k}] (1 − mu)`);
    });
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const { g, lr } = rows(inputs);
    const T = lr.length;
    const theta = [...inputs.theta!.data].map(A.number);
    const before = theta.map((x, k) => A.add(x, A.number(inputs.v!.data[k]!)));
    const at = async (t: number) =>
      t < 0 ? before : t === 0 ? theta : (await run(steps(inputs, 0, t))).theta1!.data;
    const [x2, x1, x0] = [await at(T), await at(T - 1), await at(T - 2)];
    x2.forEach((x, k) => {
      const gradientStep = A.mul(A.number(lr[T - 1]!), A.number(g[T - 1]![k]!));
      const carried = A.mul(A.number(Number(options.mu)), A.sub(x1[k]!, x0[k]!));
      claim.equal(A.sub(x, x1[k]!), A.sub(carried, gradientStep), `the last move of coordinate ${k}`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const slope = (x: number, k: number) => (k === 0 ? x : 100 * x);
    const tuned = [
      { mu: 0, rate: 2 / 101 },
      { mu: (9 / 11) ** 2, rate: 4 / 121 },
    ];
    const left = [];
    for (const { mu, rate } of tuned) {
      const gradients = roll([1, 1], 100, { mu, rate }, slope);
      const ride = course(
        inputs,
        { theta: [1, 1], v: [0, 0] },
        gradients,
        gradients.map(() => rate),
      );
      const [long, wide] = (await run(ride, { ...options, mu })).theta1!.data;
      left.push(A.max(A.abs(long!), A.abs(wide!)));
    }
    claim.atMost(A.ratio(13n, 100n), left[0]!, 'what gradient descent leaves');
    claim.atMost(left[1]!, A.ratio(1n, 1000n), 'what momentum leaves');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const end = async (mu: number, depth: number) => {
      const slope = (x: number) => 4 * depth * x * (x * x - 1) - 0.05;
      const gradients = roll([-2], 200, { mu, rate: 0.01 }, slope);
      const ride = course(
        inputs,
        { theta: [-2], v: [0] },
        gradients,
        gradients.map(() => 0.01),
      );
      return (await run(ride, { ...options, mu })).theta1!.data[0]!;
    };
    claim.atMost(await end(0, 0.3), A.ratio(-9n, 10n), 'the end of gradient descent');
    claim.atMost(A.ratio(9n, 10n), await end(0.9, 0.3), 'the end of momentum from the shallow well');
    claim.atMost(await end(0.9, 3), A.ratio(-9n, 10n), 'the end of momentum in the deep well');
  },
  C7: (context) => claimTwoCalls(context),
});
