import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/rmsprop.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import {
  claimTwoCalls,
  constant,
  course,
  exactly,
  fading,
  moved,
  nonzero,
  rest,
  rows,
  steps,
} from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    (await run(inputs)).s1!.data.forEach((s, k) => {
      claim.equal(s, averages(context, k).at(-1)!, `s1[${k}]`);
    });
  },
  C2: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const { g, lr } = rows(inputs);
    const eps = A.number(Number(options.eps));
    (await run(inputs)).theta1!.data.forEach((x, k) => {
      const moves = averages(context, k).map((s, t) =>
        A.div(A.mul(A.number(lr[t]!), A.number(g[t]![k]!)), A.sqrt(A.add(s, eps))),
      );
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  },
  C3: async ({ A, run, inputs, options, random, claim }) => {
    const scale = 2 ** -random.integer(0, 20);
    const g = map(nonzero(inputs.g!), (x) => x * scale);
    const first = steps(rest({ ...inputs, g }, 'theta', 's'), 0, 1);
    const { theta1 } = await run(first, { ...options, eps: 0 });
    const share = A.sub(A.number(1), A.number(Number(options.rho)));
    const rate = A.number(first.lr!.data[0]!);
    theta1!.data.forEach((x, k) => {
      claim.equal(A.mul(A.power(x, 2), share), A.power(rate, 2), `(1 − rho) step² along ${k}`);
      claim.atMost(A.mul(x, A.number(first.g!.data[k]!)), A.number(0), `move times gradient along ${k}`);
    });
  },
  C4: async ({ A, run, inputs, options, claim }) => {
    const steady = constant({ ...inputs, g: nonzero(inputs.g!) });
    const { g, lr } = rows(steady);
    const settled = { ...steady, s: map(inputs.s!, (_, k) => g[0]![k]! ** 2) };
    const { theta1, s1 } = await run(settled, { ...options, eps: 0 });
    claim.same(s1!, exactly(A, settled.s), 's1');
    theta1!.data.forEach((x, k) => {
      const moves = lr.map((rate) => A.number(rate * Math.sign(g[0]![k]!)));
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
    const missing = A.power(A.number(Number(options.rho)), lr.length);
    (await run(rest(steady, 's'))).s1!.data.forEach((s, k) => {
      const square = A.number(g[0]![k]! ** 2);
      claim.equal(A.sub(square, s), A.mul(missing, square), `what s1[${k}] lacks of g²`);
    });
  },
  C5: async ({ A, run, inputs, options, random, claim }) => {
    const quiet = { ...inputs, g: map(inputs.g!, () => 0) };
    const T = inputs.lr!.data.length;
    const { theta1, s1 } = await run(quiet);
    claim.same(theta1!, exactly(A, inputs.theta!), 'theta1');
    const faded = A.power(A.number(Number(options.rho)), T);
    s1!.data.forEach((s, k) => {
      claim.equal(s, A.mul(faded, A.number(inputs.s!.data[k]!)), `s1[${k}]`);
    });
    const before = random.integer(1, 32) / 8;
    const probe = random.integer(1, 8) / 8;
    const move = async (s: number) =>
      (await run(course(inputs, { theta: [0], s: [s] }, [[probe]], [1]))).theta1!.data[0]!;
    claim.atMost(await move(before * 2 ** -T), await move(before), 'the step after a pause');
  },
  C6: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const start: Tensors = { ...inputs, g: nonzero(inputs.g!) };
    const stretched: Tensors = {
      ...start,
      g: map(start.g!, (x) => x * scale),
      s: map(start.s!, (x) => x * scale * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(start, free)).theta1!, 'theta1 stretched');
  },
  C7: (context) => claimTwoCalls(context),
  C8: async ({ A, run, inputs, options, random, claim }) => {
    // The accumulator is the square of the gradient, and so is its average with that.
    const g = random.integer(1, 16) / 8;
    const outside = 2 ** -random.integer(1, 6);
    const inside = outside ** 2 + 2 * outside * g;
    const start = course(inputs, { theta: [0], s: [g * g] }, [[g]], [1]);
    const { theta1 } = await run(start, { ...options, eps: inside });
    const step = A.div(A.number(g), A.number(g + outside));
    claim.equal(A.neg(theta1!.data[0]!), step, `the step with eps ${inside} inside`);
  },
});

/** The moving average of coordinate k after each step, as the weighted sum that it is. */
function averages({ A, inputs, options }: LawContext, k: number): Value[] {
  const rho = A.number(Number(options.rho));
  const squares = rows(inputs).g.map((row) => A.power(A.number(row[k]!), 2));
  const start = A.number(inputs.s!.data[k]!);
  const share = A.sub(A.number(1), rho);
  return squares.map((_, t) => fading(A, rho, share, start, squares.slice(0, t + 1)));
}
