import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/exponential-moving-average.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import { fill, lanes, map, slice } from './lib/tensors.ts';
import { close, rounded, tensorOf } from './lib/unrolled.ts';

/** Row t of [T,n]. */
const row = (values: { shape: readonly number[]; data: readonly Value[] }, t: number) =>
  slice(values, 0, t, t + 1).data;

/** βᵗ, (1 − β)βᵗ⁻¹, …, 1 − β: what m0 and each of t values weigh. */
const weights = (A: Arithmetic<Value>, beta: number, t: number): Value[] => {
  const [b, share] = [A.number(beta), A.sub(A.number(1), A.number(beta))];
  return [A.power(b, t), ...Array.from({ length: t }, (_, k) => A.mul(share, A.power(b, t - 1 - k)))];
};

/** m0 and the values so far, coordinate by coordinate. */
const history = ({ v, m0 }: Tensors, k: number, t: number): number[] => [
  m0!.data[k]!,
  ...lanes({ shape: v!.shape, data: [...v!.data] }, 0)[k]!.slice(0, t),
];

const fromZero = (inputs: Tensors): Tensors => ({ ...inputs, m0: map(inputs.m0!, () => 0) });

export default laws(spec, {
  C1: async ({ A, run, inputs, options, claim }) => {
    const beta = Number(options.beta);
    const { m } = await run(inputs, { beta, correct: false });
    for (let t = 1; t <= m!.shape[0]!; t++) {
      const shares = weights(A, beta, t);
      claim.equal(A.sum(shares), A.number(1), 'the sum of the weights');
      for (const share of shares) claim.atMost(A.number(0), share, 'a weight');
      for (const [k, value] of row(m!, t - 1).entries()) {
        const terms = history(inputs, k, t).map((x, at) => A.mul(shares[at]!, A.number(x)));
        claim.equal(value, A.sum(terms), `m[${t - 1},${k}]`);
      }
    }
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const { m } = await run(inputs, { ...options, correct: false });
    for (let t = 1; t <= m!.shape[0]!; t++)
      for (const [k, value] of row(m!, t - 1).entries()) {
        const seen = history(inputs, k, t);
        claim.atMost(A.number(Math.min(...seen)), value, 'the least so far beside the average');
        claim.atMost(value, A.number(Math.max(...seen)), 'the average beside the largest so far');
      }
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const beta = Number(options.beta);
    const n = inputs.m0!.data.length;
    const constant = map(inputs.v!, (_, at) => inputs.v!.data[at % n]!);
    const { m } = await run({ ...inputs, v: constant }, { beta, correct: false });
    m!.data.forEach((value, at) => {
      const [aim, start] = [A.number(constant.data[at]!), A.number(inputs.m0!.data[at % n]!)];
      const left = A.mul(A.power(A.number(beta), Math.floor(at / n) + 1), A.sub(start, aim));
      claim.equal(A.sub(value, aim), left, 'what it is off');
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, options, claim }) => {
    const beta = Number(options.beta);
    const one = { ...inputs, v: slice(inputs.v!, 0, 0, 1) };
    const sent = map(one.v, (_, k) => (k + 1) / 8);
    const { v, m0 } = await vjp(one, { m: sent }, { beta, correct: false });
    sent.data.forEach((g, k) => {
      claim.equal(m0!.data[k]!, A.mul(A.number(beta), A.number(g)), 'the slope in the average');
      claim.equal(
        v!.data[k]!,
        A.mul(A.sub(A.number(1), A.number(beta)), A.number(g)),
        'the slope in the value',
      );
    });
  }),
  C5: async ({ A, run, inputs, claim }) => {
    const [T, n] = inputs.v!.shape as [number, number];
    const kept = fill(inputs.v!, [T, n], (at) => inputs.m0!.data[at % n]!);
    const at = async (beta: number) => (await run(inputs, { beta, correct: false })).m!;
    claim.same(await at(1), exact(A, kept), 'm with β = 1');
    claim.same(await at(0), exact(A, inputs.v!), 'm with β = 0');
    const near = 2 ** -12;
    const most = A.number(near * T * 16);
    for (const [beta, limit] of [
      [1 - near, kept],
      [near, inputs.v!],
    ] as const)
      (await at(beta)).data.forEach((value, where) => {
        const off = A.abs(A.sub(value, A.number(limit.data[where]!)));
        claim.atMost(off, most, `how far m is from its limit, β = ${beta}`);
      });
  },
  C6: seldom(async ({ A, run, inputs, claim }) => {
    for (const [beta, printed, digit] of [
      [0.9, 6.5788, 1e-4],
      [0.99, 68.9676, 1e-4],
    ] as const) {
      const T = Math.ceil(printed);
      const net = { v: fill(inputs.v!, [T, 1], () => 0), m0: tensorOf(inputs.m0!, [1], [1]) };
      const { m } = await run(net, { beta, correct: false });
      const left = A.log(m!.data.at(-1)!);
      const half = A.mul(A.number(T), A.div(A.log(A.number(0.5)), left));
      claim.atMost(A.abs(A.sub(half, A.number(printed))), A.number(digit), 'how far the half-life is off');
      claim.atMost(m!.data.at(-1)!, A.number(0.5), `what is left after ${T} steps`);
      claim.atMost(A.number(0.5), m!.data.at(-2)!, `what is left after ${T - 1} steps`);
      const time = A.div(A.number(-T), left);
      claim.atMost(time, A.number(1 / (1 - beta)), 'the time constant');
      claim.atMost(A.number(1 / (1 - beta) - 0.6), time, 'the time constant less a little');
    }
  }),
  C7: async ({ A, run, inputs, options, claim }) => {
    const beta = Number(options.beta);
    const { m } = await run(fromZero(inputs), { beta, correct: true });
    for (let t = 1; t <= m!.shape[0]!; t++) {
      const powers = Array.from({ length: t }, (_, k) => A.power(A.number(beta), t - 1 - k));
      for (const [k, value] of row(m!, t - 1).entries()) {
        const terms = history(inputs, k, t)
          .slice(1)
          .map((x, at) => A.mul(powers[at]!, A.number(x)));
        claim.equal(value, A.div(A.sum(terms), A.sum(powers)), `m[${t - 1},${k}]`);
      }
    }
    const n = inputs.m0!.data.length;
    const constant = map(inputs.v!, (_, at) => inputs.v!.data[at % n]!);
    const same = await run(fromZero({ ...inputs, v: constant }), { beta, correct: true });
    claim.same(same.m!, exact(A, constant), 'm of constant values');
  },
  C8: async ({ A, run, inputs, options, claim }) => {
    const beta = Number(options.beta);
    const raw = (await run(inputs, { beta, correct: false })).m!;
    const corrected = (await run(inputs, { beta, correct: true })).m!;
    const n = inputs.m0!.data.length;
    raw.data.forEach((value, at) => {
      const weight = A.sub(A.number(1), A.power(A.number(beta), Math.floor(at / n) + 1));
      claim.equal(A.mul(corrected.data[at]!, weight), value, 'the corrected average times 1 − βᵗ');
    });
  },
  C9: async ({ A, run, inputs, options, random, claim }) => {
    const T = inputs.v!.shape[0]!;
    const cut = random.integer(0, T - 1);
    const plain = { ...options, correct: false };
    const whole = (await run(inputs, plain)).m!;
    const m0 =
      cut === 0
        ? inputs.m0!
        : rounded(A, inputs.m0!, {
            shape: inputs.m0!.shape,
            data: row((await run({ ...inputs, v: slice(inputs.v!, 0, 0, cut) }, plain)).m!, cut - 1),
          });
    const after = await run({ v: slice(inputs.v!, 0, cut, T), m0 }, plain);
    close(A, claim, after.m!, slice(whole, 0, cut, T), 'm of the second run');
  },
});
