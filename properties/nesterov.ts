import spec from '../spec/nesterov.ts';
import { laws } from './lib/laws.ts';
import { claimTwoCalls, course, fading, moved, rows } from './lib/steps.ts';

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
  C2: async ({ A, run, inputs, options, random, claim }) => {
    const n = inputs.theta!.data.length;
    const [mu, rate] = [1 / 2, 1 / 4];
    const bowl = Array.from({ length: n }, () => Array.from({ length: n }, () => random.integer(-1, 1)));
    const symmetric = (i: number, j: number) => bowl[Math.max(i, j)]![Math.min(i, j)]!;
    const gradientAt = (point: readonly number[]) =>
      point.map((_, i) => point.reduce((sum, xj, j) => sum + symmetric(i, j) * xj, 0));

    let x = Array.from({ length: n }, () => random.integer(-8, 8) / 8);
    let v = Array.from({ length: n }, () => random.integer(-8, 8) / 8);
    const ahead = () => x.map((xk, k) => xk - mu * v[k]!);
    const start = { theta: ahead(), v };
    const gradients: number[][] = [];
    for (let t = 0; t < Math.min(4, inputs.lr!.data.length); t++) {
      const gradient = gradientAt(ahead());
      v = v.map((vk, k) => mu * vk + rate * gradient[k]!);
      x = x.map((xk, k) => xk - v[k]!);
      gradients.push(gradient);
    }
    const path = course(
      inputs,
      start,
      gradients,
      gradients.map(() => rate),
    );
    const { theta1, v1 } = await run(path, { ...options, mu });
    ahead().forEach((point, k) => {
      claim.equal(theta1!.data[k]!, A.number(point), `theta1[${k}]`);
      claim.equal(v1!.data[k]!, A.number(v[k]!), `v1[${k}]`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const { theta1, v1 } = await run(inputs);
    const { g, lr } = rows(inputs);
    const mu = A.number(Number(options.mu));
    theta1!.data.forEach((x, k) => {
      const start = A.number(inputs.v!.data[k]!);
      const gradientSteps = lr.map((rate, t) => A.mul(A.number(rate), A.number(g[t]![k]!)));
      const buffers = lr.map((_, t) => fading(A, mu, A.number(1), start, gradientSteps.slice(0, t + 1)));
      const from = A.add(A.number(inputs.theta!.data[k]!), A.mul(mu, start));
      claim.equal(A.add(x, A.mul(mu, v1!.data[k]!)), A.sub(from, A.sum(buffers)), `theta1 + mu·v1 [${k}]`);
    });
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const { v1 } = await run(inputs);
    const { g, lr } = rows(inputs);
    v1!.data.forEach((v, k) => {
      const gradientSteps = lr.map((rate, t) => A.mul(A.number(rate), A.number(g[t]![k]!)));
      const start = A.number(inputs.v!.data[k]!);
      const mu = A.number(Number(options.mu));
      claim.equal(v, fading(A, mu, A.number(1), start, gradientSteps), `v1[${k}]`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const [mu, rate, T] = [0.9, 0.1, 100];
    let [x, v, heavy, step] = [1, 0, 1, 0];
    const gradients = Array.from({ length: T }, () => {
      const gradient = x - mu * v;
      v = mu * v + rate * gradient;
      x -= v;
      step = mu * step + rate * heavy;
      heavy -= step;
      return [gradient];
    });
    const path = course(
      inputs,
      { theta: [1], v: [0] },
      gradients,
      gradients.map(() => rate),
    );
    const { theta1, v1 } = await run(path, { ...options, mu });
    const left = A.add(theta1!.data[0]!, A.mul(A.number(mu), v1!.data[0]!));
    claim.atMost(A.abs(left), A.div(A.number(Math.abs(heavy)), A.number(10)), 'what is left of 1');
  },
  C6: (context) => claimTwoCalls(context),
});
