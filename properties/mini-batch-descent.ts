import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/mini-batch-descent.ts';
import { type LawContext, laws, seldom, type Value } from './lib/laws.ts';
import { eighth } from './lib/networks.ts';
import { exact, matmul, transpose } from './lib/products.ts';
import { fill, map } from './lib/tensors.ts';
import { close, rounded } from './lib/unrolled.ts';

/** Some of the samples, any of them more than once. */
function chosen(inputs: Tensors, samples: readonly number[]): Tensors {
  const D = inputs.w!.data.length;
  const { x, t } = inputs;
  return {
    ...inputs,
    x: fill(x!, [samples.length, D], (n) => x!.data[samples[Math.floor(n / D)]! * D + (n % D)]!),
    t: fill(t!, [samples.length], (n) => t!.data[samples[n]!]!),
  };
}

const upTo = (n: number) => Array.from({ length: n }, (_, k) => k);

/** How far one step with these samples in one batch goes: the bias first, then every weight. */
async function step({ A, run }: Pick<LawContext, 'A' | 'run'>, inputs: Tensors, options: OptionValues) {
  const batch = inputs.t!.data.length;
  const { b1, w1 } = await run(inputs, { ...options, batch, last: 'keep' });
  return [
    A.sub(b1!.data[0]!, A.number(inputs.b!.data[0]!)),
    ...w1!.data.map((w, d) => A.sub(w, A.number(inputs.w!.data[d]!))),
  ];
}

/** A population of N samples, none like another. */
const population = ({ inputs, random }: Pick<LawContext, 'inputs' | 'random'>, N: number): Tensors => ({
  ...inputs,
  x: fill(inputs.x!, [N, inputs.w!.data.length], () => eighth(random)),
  t: fill(inputs.t!, [N], (n) => n + eighth(random) / 4),
});

/** The mean of f over several steps, coordinate by coordinate. */
const mean = (
  { A }: Pick<LawContext, 'A'>,
  steps: readonly Value[][],
  f: (step: Value[], d: number) => Value,
) => steps[0]!.map((_, d) => A.div(A.sum(steps.map((step) => f(step, d))), A.number(steps.length)));

const variance = (context: Pick<LawContext, 'A'>, steps: readonly Value[][]) => {
  const { A } = context;
  const middle = mean(context, steps, (step, d) => step[d]!);
  return mean(context, steps, (step, d) => A.power(A.sub(step[d]!, middle[d]!), 2));
};

const subsets = (n: number, size: number): number[][] =>
  size === 0
    ? [[]]
    : n < size
      ? []
      : [...subsets(n - 1, size), ...subsets(n - 1, size - 1).map((s) => [...s, n - 1])];

export default laws(spec, {
  C1: async (context) => {
    const { inputs, options, claim } = context;
    const M = inputs.t!.data.length;
    const whole = await step(context, inputs, options);
    const each = await Promise.all(upTo(M).map((m) => step(context, chosen(inputs, [m]), options)));
    mean(context, each, (single, d) => single[d]!).forEach((value, d) => {
      claim.equal(whole[d]!, value, `the step of coordinate ${d}`);
    });
  },
  C2: async (context) => {
    const { A, inputs, options, claim } = context;
    const { b, w, x, t } = inputs;
    const [M, D] = x!.shape as [number, number];
    const start = [b!.data[0]!, ...w!.data];
    /** ½·mean(error²). */
    const loss = (parameters: readonly number[]) => {
      const errors = upTo(M).map((m) => {
        const terms = upTo(D).map((d) => A.mul(A.number(parameters[d + 1]!), A.number(x!.data[m * D + d]!)));
        return A.sum([A.number(parameters[0]!), ...terms, A.number(-t!.data[m]!)]);
      });
      return A.div(A.sum(errors.map((e) => A.mul(e, e))), A.number(2 * M));
    };
    const lr = A.number(Number(options.lr));
    (await step(context, inputs, options)).forEach((move, i) => {
      const at = (by: number) => loss(start.map((value, k) => (k === i ? value + by : value)));
      const partial = A.div(A.sub(at(1 / 2), at(-1 / 2)), A.number(1));
      claim.equal(move, A.neg(A.mul(lr, partial)), `the move of coordinate ${i}`);
    });
  },
  C3: async (context) => {
    const { A, inputs, options, claim } = context;
    const { b, w, x, t } = inputs;
    const M = t!.data.length;
    const X = exact(A, x!);
    const y = matmul(A, X, { shape: [w!.data.length, 1], data: exact(A, w!).data });
    const errors = y.data.map((value, m) => A.sum([value, A.number(b!.data[0]!), A.number(-t!.data[m]!)]));
    const product = matmul(A, transpose(X), { shape: [M, 1], data: errors });
    const scale = A.neg(A.div(A.number(Number(options.lr)), A.number(M)));
    const [ofBias, ...moves] = await step(context, inputs, options);
    claim.equal(ofBias!, A.mul(scale, A.sum(errors)), 'the move of b');
    product.data.forEach((value, d) => {
      claim.equal(moves[d]!, A.mul(scale, value), `the move of w[${d}]`);
    });
  },
  C4: async (context) => {
    const { A, inputs, options, claim } = context;
    const N = 4;
    const all = population(context, N);
    const whole = await step(context, all, options);
    const each = await Promise.all(upTo(N).map((n) => step(context, chosen(all, [n]), options)));
    mean(context, each, (single, d) => single[d]!).forEach((value, d) => {
      claim.equal(value, whole[d]!, `the mean step of coordinate ${d}`);
    });
    // E[g_i g_j] − ḡ_i ḡ_j, with ḡ the whole step, is the mean of (g_i − ḡ_i)(g_j − ḡ_j), ḡ their mean.
    const middle = mean(context, each, (single, d) => single[d]!);
    for (let i = 0; i < whole.length; i++) {
      const about = (center: Value[]) => (single: Value[], d: number) =>
        A.mul(A.sub(single[i]!, center[i]!), A.sub(single[d]!, center[d]!));
      const deviations = mean(context, each, about(middle));
      const products = mean(context, each, (single, d) => A.mul(single[i]!, single[d]!));
      products.forEach((product, d) => {
        const covariance = A.sub(product, A.mul(whole[i]!, whole[d]!));
        claim.equal(covariance, deviations[d]!, `the covariance of ${i} and ${d}`);
      });
    }
    // Every input twice, with the targets 1 and −1: zero weights are the optimum.
    const balanced = {
      ...chosen(all, [0, 0, 1, 1]),
      b: map(inputs.b!, () => 0),
      w: map(inputs.w!, () => 0),
      t: fill(inputs.t!, [4], (n) => 1 - 2 * (n % 2)),
    };
    for (const move of await step(context, balanced, options))
      claim.equal(move, A.number(0), 'the whole step at the optimum');
    for (const n of upTo(4)) {
      const [ofBias] = await step(context, chosen(balanced, [n]), options);
      claim.equal(
        ofBias!,
        A.number(Number(options.lr) * (1 - 2 * (n % 2))),
        `the bias’s step for sample ${n}`,
      );
    }
  },
  C5: seldom(async (context) => {
    const { A, inputs, options, claim } = context;
    const N = 5;
    // From zero weights the errors are as different as the targets.
    const all = { ...population(context, N), w: map(inputs.w!, () => 0) };
    const over = async (batches: readonly (readonly number[])[]) =>
      variance(
        context,
        await Promise.all(batches.map((batch) => step(context, chosen(all, batch), options))),
      );
    const single = await over(upTo(N).map((n) => [n]));
    const agree = (found: Value[], share: Value, what: string) => {
      found.forEach((value, d) => {
        claim.equal(value, A.mul(single[d]!, share), `the variance of coordinate ${d}, ${what}`);
      });
    };
    const pairs = upTo(N).flatMap((a) => upTo(N).map((b) => [a, b]));
    agree(await over(pairs), A.ratio(1n, 2n), 'two with replacement');
    for (let B = 1; B <= N; B++) {
      const share = A.ratio(BigInt(N - B), BigInt(B * (N - 1)));
      agree(await over(subsets(N, B)), share, `${B} without replacement`);
    }
    claim.atMost(A.number(1e-4), single[0]!, 'a variance beside that of one sample');
  }),
  C6: async (context) => {
    const { A, run, inputs, options, claim } = context;
    const calm: Tensors = { ...inputs, x: map(inputs.x!, (x) => x / 4) };
    const M = calm.t!.data.length;
    const batch = Number(options.batch);
    const full = M - (M % batch);
    const first = await run(chosen(calm, upTo(full)), options);
    const dropped = await run(calm, { ...options, last: 'drop' });
    const kept = await run(calm, { ...options, last: 'keep' });
    for (const name of ['b1', 'w1'])
      claim.same(dropped[name]!, first[name]!, `${name} without the last batch`);
    if (full === M) return;
    const between = { b: rounded(A, calm.b!, first.b1!), w: rounded(A, calm.w!, first.w1!) };
    const rest = { ...chosen(calm, upTo(M).slice(full)), ...between };
    const end = await run(rest, { ...options, batch: M - full, last: 'keep' });
    for (const name of ['b1', 'w1']) close(A, claim, end[name]!, kept[name]!, `${name} after the last batch`);
  },
});
