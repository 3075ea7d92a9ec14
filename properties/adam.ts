import spec from '../spec/adam.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { claimTwoCalls, constant, fading, moved, nonzero, rest, rows, steadily, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    const { m1, v1 } = await run(inputs);
    m1!.data.forEach((m, k) => {
      claim.equal(m, means(context, k).at(-1)!, `m1[${k}]`);
      claim.equal(v1!.data[k]!, meanSquares(context, k).at(-1)!, `v1[${k}]`);
    });
  },
  C2: steadily('m', 'v'),
  C3: async ({ A, run, inputs, options, claim }) => {
    const first = steps(rest(inputs, 'theta', 'm', 'v'), 0, 1);
    const { theta1 } = await run(first, { ...options, t0: 0 });
    const rate = A.number(first.lr!.data[0]!);
    theta1!.data.forEach((x, k) => {
      const size = A.number(Math.abs(first.g!.data[k]!));
      const eps = A.number(Number(options.eps));
      claim.atMost(A.abs(x), rate, `the length of the first step along ${k}`);
      claim.equal(A.mul(A.abs(x), A.add(size, eps)), A.mul(rate, size), `step times |g| + eps along ${k}`);
    });
  },
  C4: async ({ run, inputs, options, random, claim }) => {
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
  C5: async (context) => {
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
  C6: async ({ A, run, inputs, options, claim }) => {
    const near = { ...options, beta1: 0.99, t0: 0 };
    const { g } = rows(inputs);
    const T = A.number(g.length);
    const beta = A.number(near.beta1);
    const one = A.number(1);
    (await run(rest(inputs, 'm'), near)).m1!.data.forEach((m, k) => {
      const corrected = A.div(m, A.sub(one, A.power(beta, g.length)));
      const mean = A.div(A.sum(g.map((row) => A.number(row[k]!))), T);
      const largest = A.number(Math.max(...g.map((row) => Math.abs(row[k]!))));
      const allowed = A.mul(A.mul(T, A.sub(one, beta)), largest);
      claim.atMost(
        A.abs(A.sub(corrected, mean)),
        allowed,
        `how far the corrected mean ${k} is from the plain one`,
      );
    });
  },
  C7: async ({ A, run, inputs, options, claim }) => {
    const steady = rest(constant(inputs), 'm');
    const { g } = rows(steady);
    const fading = A.power(A.number(Number(options.beta1)), g.length);
    (await run(steady)).m1!.data.forEach((m, k) => {
      const gradient = A.number(g[0]![k]!);
      claim.equal(A.sub(gradient, m), A.mul(fading, gradient), `what m1[${k}] lacks of the gradient`);
    });
  },
  C8: (context) =>
    claimTwoCalls(context, (cut) => ({ ...context.options, t0: Number(context.options.t0) + cut })),
  C9: async ({ A, run, inputs, options, random, claim }) => {
    const size = random.integer(1, 16) / 8;
    const outside = 2 ** -random.integer(1, 6);
    const first = steps(rest({ ...inputs, g: map(inputs.g!, () => size) }, 'theta', 'm', 'v'), 0, 1);
    const { theta1 } = await run(first, { ...options, eps: outside, t0: 0 });
    const root = A.sqrt(A.number(size ** 2 + outside ** 2 + 2 * outside * size));
    const step = A.div(A.number(first.lr!.data[0]! * size), root);
    for (const x of theta1!.data) claim.equal(A.neg(x), step, `the step with eps ${outside} outside`);
  },
});

/** 1 − βᵗ for the t-th step of the call, counted from 0. */
function without({ A, options }: LawContext, beta: 'beta1' | 'beta2', t: number): Value {
  return A.sub(A.number(1), A.power(A.number(Number(options[beta])), Number(options.t0) + t + 1));
}

/** The first moment of coordinate k after each step, as the weighted sum that it is. */
function means({ A, inputs, options }: LawContext, k: number): Value[] {
  const gradients = rows(inputs).g.map((row) => A.number(row[k]!));
  return moments(A, Number(options.beta1), inputs.m!.data[k]!, gradients);
}

function meanSquares({ A, inputs, options }: LawContext, k: number): Value[] {
  const squares = rows(inputs).g.map((row) => A.power(A.number(row[k]!), 2));
  return moments(A, Number(options.beta2), inputs.v!.data[k]!, squares);
}

function moments(A: LawContext['A'], decay: number, start: number, terms: readonly Value[]): Value[] {
  const beta = A.number(decay);
  const share = A.sub(A.number(1), beta);
  return terms.map((_, t) => fading(A, beta, share, A.number(start), terms.slice(0, t + 1)));
}
