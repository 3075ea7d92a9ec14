import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/nadam.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { claimTwoCalls, constant, fading, moved, nonzero, rest, rows, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const first = steps(inputs, 0, 1);
    const beta = A.number(Number(options.beta1));
    const correction = without(context, 'beta1', 0);
    (await run(first)).m1!.data.forEach((m, k) => {
      const old = A.div(A.mul(beta, A.number(first.m!.data[k]!)), correction);
      const share = A.sub(A.number(1), beta);
      const fresh = A.div(A.mul(share, A.number(first.g!.data[k]!)), correction);
      claim.equal(A.div(m, correction), A.add(old, fresh), `the corrected mean ${k}`);
    });
  },
  C2: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const first = steps(rest(inputs, 'theta'), 0, 1);
    const { theta1, m1, v1 } = await run(first);
    const beta = A.number(Number(options.beta1));
    const rate = A.number(first.lr!.data[0]!);
    theta1!.data.forEach((x, k) => {
      const root = A.sqrt(A.div(v1!.data[k]!, without(context, 'beta2', 0)));
      const size = A.add(root, A.number(Number(options.eps)));
      const fresh = A.mul(A.sub(A.number(1), beta), A.number(first.g!.data[k]!));
      const numerator = A.add(A.mul(beta, m1!.data[k]!), fresh);
      const step = A.mul(A.mul(A.neg(x), size), without(context, 'beta1', 0));
      claim.equal(step, A.mul(rate, numerator), `step times divisor along ${k}`);
    });
  },
  C3: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { theta1 } = await run(inputs, { ...options, beta1: 0 });
    const { g, lr } = rows(inputs);
    theta1!.data.forEach((x, k) => {
      const moves = meanSquares(context, k).map((v, t) => {
        const corrected = A.div(v, without(context, 'beta2', t));
        const size = A.add(A.sqrt(corrected), A.number(Number(options.eps)));
        return A.div(A.mul(A.number(lr[t]!), A.number(g[t]![k]!)), size);
      });
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  },
  C4: async (context) => {
    const { A, run, options, claim } = context;
    const steady = rest(constant(context.inputs), 'm', 'v');
    const fromZero = { ...options, t0: 0 };
    const { g, lr } = rows(steady);
    const beta = A.number(Number(options.beta1));
    const one = A.number(1);
    (await run(steady, fromZero)).theta1!.data.forEach((x, k) => {
      const size = A.add(A.number(Math.abs(g[0]![k]!)), A.number(Number(options.eps)));
      const moves = lr.map((rate, t) => {
        const correction = without({ ...context, options: fromZero }, 'beta1', t);
        const factor = A.add(beta, A.div(A.sub(one, beta), correction));
        return A.div(A.mul(A.mul(factor, A.number(rate)), A.number(g[0]![k]!)), size);
      });
      claim.equal(x, moved(A, steady.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  },
  C5: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const start: Tensors = { ...inputs, g: nonzero(inputs.g!) };
    const stretched: Tensors = {
      ...start,
      g: map(start.g!, (x) => x * scale),
      m: map(start.m!, (x) => x * scale),
      v: map(start.v!, (x) => x * scale * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(start, free)).theta1!, 'theta1 stretched');
  },
  C6: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
});

/** 1 − βᵗ for the t-th step of the call, counted from 0. */
function without({ A, options }: LawContext, beta: 'beta1' | 'beta2', t: number): Value {
  return A.sub(A.number(1), A.power(A.number(Number(options[beta])), Number(options.t0) + t + 1));
}

/** The second moment of coordinate k after each step, as the weighted sum that it is. */
function meanSquares({ A, inputs, options }: LawContext, k: number): Value[] {
  const beta = A.number(Number(options.beta2));
  const share = A.sub(A.number(1), beta);
  const squares = rows(inputs).g.map((row) => A.power(A.number(row[k]!), 2));
  const start = A.number(inputs.v!.data[k]!);
  return squares.map((_, t) => fading(A, beta, share, start, squares.slice(0, t + 1)));
}
