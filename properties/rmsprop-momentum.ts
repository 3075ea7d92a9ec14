import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/rmsprop-momentum.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import { claimTwoCalls, constant, exactly, fading, moved, nonzero, rows, steps } from './lib/steps.ts';
import { map } from './lib/tensors.ts';

export default laws(spec, {
  C1: async (context) => {
    const { run, inputs, claim } = context;
    (await run(inputs)).s1!.data.forEach((s, k) => {
      claim.equal(s, meanSquares(context, k).at(-1)!, `s1[${k}]`);
    });
  },
  C2: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const eps = A.number(Number(options.eps));
    const { g, lr } = rows(inputs);
    (await run(inputs, { ...options, mu: 0, centred: false })).theta1!.data.forEach((x, k) => {
      const moves = meanSquares(context, k).map((s, t) =>
        A.div(A.mul(A.number(lr[t]!), A.number(g[t]![k]!)), A.add(A.sqrt(s), eps)),
      );
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const spread = deviating(inputs);
    const plain = { ...options, mu: 0 };
    const T = inputs.lr!.data.length;
    const divided = await Promise.all(
      Array.from({ length: T }, async (_, t) => (await run(steps(spread, 0, t + 1), plain)).b1!),
    );
    const { b1 } = await run({ ...spread, lr: map(inputs.lr!, (rate) => 2 * rate) });
    const mu = A.number(Number(options.mu));
    b1!.data.forEach((b, k) => {
      const terms = divided.map(({ data }) => data[k]!);
      const start = A.number(inputs.b!.data[k]!);
      claim.equal(b, fading(A, mu, A.number(1), start, terms), `b1[${k}] at other rates`);
    });
  },
  C4: async ({ A, run, inputs, claim }) => {
    const spread = deviating(inputs);
    const T = inputs.lr!.data.length;
    const buffers = await Promise.all(
      Array.from({ length: T }, async (_, t) => (await run(steps(spread, 0, t + 1))).b1!),
    );
    (await run(spread)).theta1!.data.forEach((x, k) => {
      const moves = buffers.map(({ data }, t) => A.mul(A.number(inputs.lr!.data[t]!), data[k]!));
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
  },
  C5: async ({ A, run, inputs, options, claim }) => {
    const steady = constant({ ...inputs, g: nonzero(inputs.g!) });
    const g = rows(steady).g[0]!;
    const settled = {
      ...steady,
      a: map(inputs.a!, (_, k) => g[k]!),
      s: map(inputs.s!, (_, k) => g[k]! ** 2 + 1),
    };
    const { b1, a1 } = await run(settled, { ...options, mu: 0, eps: 0, centred: true });
    claim.same(a1!, exactly(A, settled.a), 'a1');
    const left = A.power(A.number(Number(options.rho)), inputs.lr!.data.length);
    b1!.data.forEach((b, k) => {
      const square = A.mul(A.power(b, 2), left);
      claim.equal(square, A.number(g[k]! ** 2), `the squared step along ${k} times the variance left`);
    });
  },
  C6: async ({ A, run, inputs, options, random, claim }) => {
    const plain = { ...options, centred: false };
    const other = { ...inputs, a: map(inputs.a!, () => random.integer(-32, 32) / 8) };
    const [one, two] = [await run(inputs, plain), await run(other, plain)];
    claim.same(two.theta1!, one.theta1!, 'theta1 beside another mean');
    claim.same(two.a1!, exactly(A, other.a), 'a1');
  },
  C7: async ({ run, inputs, options, random, claim }) => {
    const scale = 2 ** random.integer(-10, 10);
    const full = deviating({ ...inputs, g: nonzero(inputs.g!) });
    const stretched = {
      ...full,
      g: map(full.g!, (x) => x * scale),
      a: map(full.a!, (x) => x * scale),
      s: map(full.s!, (x) => x * scale * scale),
    };
    const free = { ...options, eps: 0 };
    claim.same((await run(stretched, free)).theta1!, (await run(full, free)).theta1!, 'theta1 stretched');
  },
  C8: (context) => claimTwoCalls({ ...context, inputs: deviating(context.inputs) }),
});

/** A mean square above the squared mean, as one that came of gradients is. */
const deviating = (inputs: Tensors): Tensors => ({
  ...inputs,
  s: map(inputs.s!, (x, k) => x + inputs.a!.data[k]! ** 2 + 1),
});

/** The mean square of coordinate k after each step, as the weighted sum that it is. */
function meanSquares({ A, inputs, options }: LawContext, k: number): Value[] {
  const squares = rows(inputs).g.map((row) => A.power(A.number(row[k]!), 2));
  const rho = A.number(Number(options.rho));
  const share = A.sub(A.number(1), rho);
  const start = A.number(inputs.s!.data[k]!);
  return squares.map((_, t) => fading(A, rho, share, start, squares.slice(0, t + 1)));
}
