import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Values } from '../reference/lib/evaluate.ts';
import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/batch-norm.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import { entries } from './lib/entries.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { gradientShares } from './lib/plain-depth.ts';
import { meanLies } from './lib/sequential.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    channels((await run(inputs)).y!).forEach((values, c) => {
      claim.equal(mean(A, values), A.number(inputs.beta!.data[c]!), `the mean of channel ${c}`);
    });
  },
  C2: async ({ A, run, inputs, options, claim }) => {
    const before = statistics(A, inputs.x!);
    channels((await run(inputs)).y!).forEach((values, c) => {
      const beta = A.number(inputs.beta!.data[c]!);
      const found = mean(
        A,
        values.map((value) => A.power(A.sub(value, beta), 2)),
      );
      const { v } = before[c]!;
      const share = A.div(v, A.add(v, A.number(Number(options.eps))));
      const gamma = A.number(inputs.gamma!.data[c]!);
      claim.equal(found, A.mul(A.power(gamma, 2), share), `the variance of channel ${c}`);
    });
  },
  C3: async ({ A, run, inputs, options, claim }) => {
    const before = await run(inputs);
    const after = await run({ ...inputs, x: map(inputs.x!, (value) => value + 4) });
    claim.same(after.y!, before.y!, 'y after the shift');
    claim.same(after.var1!, before.var1!, 'var1 after the shift');
    const share = A.mul(A.number(Number(options.momentum)), A.number(4));
    after.mean1!.data.forEach((value, c) => {
      claim.equal(value, A.add(before.mean1!.data[c]!, share), `mean1[${c}] after the shift`);
    });
  },
  C4: async ({ run, inputs, random, claim }) => {
    const order = random.permutation(inputs.x!.shape[0]!);
    const before = await run(inputs);
    const after = await run({ ...inputs, x: reorder(inputs.x!, 0, order) });
    claim.same(after.y!, reorder(before.y!, 0, order), 'y reordered');
    claim.same(after.mean1!, before.mean1!, 'mean1');
    claim.same(after.var1!, before.var1!, 'var1');
  },
  C5: async ({ run, inputs, options, claim }) => {
    const doubled = { ...inputs, x: map(inputs.x!, (value) => 2 * value) };
    const { y } = await run(doubled, { ...options, eps: 4 * Number(options.eps) });
    claim.same(y!, (await run(inputs)).y!, 'y of the doubled batch');
  },
  C6: async ({ A, run, inputs, options, claim }) => {
    const [, C, L] = inputs.x!.shape as [number, number, number];
    // 1.5² + 4 = 2.5²: the root is exact in every dtype.
    const x = fill(inputs.x!, [2, C, L], (n) => {
      const around = inputs.beta!.data[Math.floor(n / L) % C]!;
      return n < C * L ? around - 1.5 : around + 1.5;
    });
    const { y } = await run({ ...inputs, x, gamma: map(inputs.gamma!, () => 2.5) }, { ...options, eps: 4 });
    y!.data.forEach((value, n) => {
      claim.equal(value, A.number(x.data[n]!), `element ${n} given back`);
    });
  },
  C7: async ({ A, run, inputs, claim }) => {
    const { x, beta } = inputs as { x: Tensor; beta: Tensor };
    const [, C, L] = x.shape as [number, number, number];
    const equal = map(x, (_, n) => x.data[(n % (C * L)) - (n % L)]!);
    channels((await run({ ...inputs, x: equal })).y!).forEach((values, c) => {
      for (const value of values) claim.equal(value, A.number(beta.data[c]!), `y of the equal channel ${c}`);
    });
  },
  C8: async ({ A, run, inputs, options, claim }) => {
    const taken = await run(inputs, { ...options, momentum: 1 });
    const kept = await run(inputs, { ...options, momentum: 0 });
    statistics(A, inputs.x!).forEach(({ mu, v, m }, c) => {
      claim.equal(taken.mean1!.data[c]!, mu, `mean1[${c}] at momentum 1`);
      const unbiased = A.div(A.mul(v, A.number(m)), A.number(m - 1));
      claim.equal(taken.var1!.data[c]!, unbiased, `var1[${c}] at momentum 1`);
      claim.equal(kept.mean1!.data[c]!, A.number(inputs.mean!.data[c]!), `mean1[${c}] at momentum 0`);
      claim.equal(kept.var1!.data[c]!, A.number(inputs.var!.data[c]!), `var1[${c}] at momentum 0`);
    });
  },
  C9: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    channels((await vjp(inputs, { y })).x!).forEach((values, c) => {
      claim.equal(A.sum(values), A.number(0), `the sum of the gradient of channel ${c}`);
    });
  }),
  C10: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y });
    const eps = A.number(Number(options.eps));
    const dx = channels(gradient.x!);
    statistics(A, inputs.x!).forEach(({ centred, v }, c) => {
      const along = A.sum(centred.map((value, n) => A.mul(value, dx[c]![n]!)));
      const product = A.mul(gradient.gamma!.data[c]!, A.number(inputs.gamma!.data[c]!));
      const left = A.mul(product, A.div(eps, A.add(v, eps)));
      claim.equal(along, left, `the gradient along channel ${c}`);
    });
  }),
  C11: withGradient(async ({ A, vjp, inputs, options, random, claim }) => {
    const y = map(inputs.x!, () => random.integer(-8, 8) / 8);
    const gradient = await vjp(inputs, { y });
    const came = channels(numbers(A, y));
    statistics(A, inputs.x!).forEach(({ centred, v }, c) => {
      claim.equal(gradient.beta!.data[c]!, A.sum(came[c]!), `the gradient of beta[${c}]`);
      const deviation = A.sqrt(A.add(v, A.number(Number(options.eps))));
      const weighed = A.sum(centred.map((value, n) => A.mul(value, came[c]![n]!)));
      claim.equal(gradient.gamma!.data[c]!, A.div(weighed, deviation), `the gradient of gamma[${c}]`);
    });
  }),
  C12: async ({ run, inputs, random, claim }) => {
    const { y } = await run(inputs);
    const c = random.integer(0, inputs.x!.shape[1]! - 1);
    const alone: Tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, tensor]) => [name, slice(tensor, name === 'x' ? 1 : 0, c, c + 1)]),
    );
    claim.same((await run(alone)).y!, slice(y!, 1, c, c + 1), `y of channel ${c} alone`);
    const turned = await run({ ...inputs, x: exchanged(inputs.x!) });
    const back = { shape: turned.y!.shape, data: exchangedData(y!.data, y!.shape) };
    claim.same(turned.y!, back, 'y with samples and positions exchanged');
  },
  C13: async ({ A, run, inputs, options, claim }) => {
    // ±a with two zeros each: 3; with five zeros each: 6, which a twelfth of the weight on either side makes.
    const length = 12;
    const normal = (n: number) => [-1, 0, 0, 0, 0, 1][n % 6]!;
    const laplace = (n: number) => (n === 0 ? -1 : n === length - 1 ? 1 : 0);
    const scaled = { normal: 2, laplace: 3 };
    const x = fill(inputs.x!, [length, 2, 1], (n) =>
      n % 2 === 0 ? scaled.normal * normal(n >> 1) : scaled.laplace * laplace(n >> 1),
    );
    const two = (value: number) => fill(inputs.x!, [2], () => value);
    const { y } = await run(
      { x, gamma: two(1), beta: two(0), mean: two(0), var: two(1) },
      { ...options, eps: 0 },
    );
    channels(y!).forEach((values, c) => {
      const moment = (power: number) =>
        mean(
          A,
          values.map((value) => A.power(value, power)),
        );
      claim.equal(moment(1), A.number(0), `the mean of channel ${c}`);
      claim.equal(moment(2), A.number(1), `the variance of channel ${c}`);
      claim.equal(moment(3), A.number(0), `the skewness of channel ${c}`);
      claim.equal(moment(4), A.number([3, 6][c]!), `the kurtosis of channel ${c}`);
    });
  },
  C14: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [N, C, L] = inputs.x!.shape as [number, number, number];
    const learnt = entries(prepare(spec), ['gamma', 'beta'], { N, C, L });
    claim.that(learnt === 2 * C, `${learnt} numbers are learnt for ${C} channels`);
    const gradient = await vjp(inputs, { y: map(inputs.x!, () => random.integer(1, 8) / 8) });
    const slots = Object.keys(gradient).sort().join(' ');
    claim.that(slots === 'beta gamma mean var x', `there are gradients of ${slots}`);
    for (const value of [...gradient.mean!.data, ...gradient.var!.data])
      claim.equal(value, A.number(0), 'the gradient of a running statistic');
    for (const value of gradient.beta!.data)
      claim.atMost(A.ratio(1n, 8n), value, '1/8 beside the gradient of beta');
  }),
  C15: async ({ A, run, inputs, options, random, claim }) => {
    const population = Array.from({ length: 3 }, () => random.integer(-16, 16) / 8);
    const m = random.integer(2, 3);
    const C = 3 ** m;
    const x = fill(
      inputs.x!,
      [m, C, 1],
      (n) => population[Math.floor((n % C) / 3 ** Math.floor(n / C)) % 3]!,
    );
    const all = (value: number) => fill(inputs.x!, [C], () => value);
    const { mean1, var1 } = await run(
      { x, gamma: all(1), beta: all(0), mean: all(0), var: all(0) },
      { ...options, momentum: 1 },
    );
    const drawn = population.map((z) => A.number(z));
    const mu = mean(A, drawn);
    const squared = (values: readonly Value[]) =>
      mean(
        A,
        values.map((value) => A.power(A.sub(value, mu), 2)),
      );
    const sigma2 = squared(drawn);
    claim.equal(mean(A, mean1!.data), mu, 'the mean of the means');
    claim.equal(squared(mean1!.data), A.div(sigma2, A.number(m)), 'the variance of the means');
    claim.equal(mean(A, var1!.data), sigma2, 'the mean of the unbiased variances');
    const biased = statistics(A, x).map(({ v }) => v);
    const share = A.div(A.number(m - 1), A.number(m));
    claim.equal(mean(A, biased), A.mul(share, mean(A, var1!.data)), 'the mean of the biased variances');
  },
  C16: seldom(
    withGradient(async (context) => {
      const depth = { networks: 24, width: 4, batch: 8, layers: 6 };
      const alive = async () =>
        (await gradientShares(context, depth)).map((share) => (share > 1 / 10 && share < 1000 ? 1 : 0));
      const stated = { from: 0.5, to: 1, tells: 0.25 };
      await meanLies(alive, stated, 'the share of networks whose gradient is neither lost nor exploded');
    }),
  ),
});

/** The elements of every channel of [N, C, L]. */
function channels<T>({ shape, data }: Values<T>): T[][] {
  const [, C, L] = shape as [number, number, number];
  return Array.from({ length: C }, (_, c) => data.filter((_, n) => Math.floor(n / L) % C === c));
}

const numbers = (A: Arithmetic<Value>, { shape, data }: Tensor): Values<Value> => ({
  shape,
  data: Array.from(data, (x) => A.number(x)),
});

const mean = (A: Arithmetic<Value>, values: readonly Value[]): Value =>
  A.div(A.sum(values), A.number(values.length));

/** Of every channel: its mean, biased variance, number of elements, and the elements less the mean. */
function statistics(A: Arithmetic<Value>, x: Tensor) {
  return channels(numbers(A, x)).map((values) => {
    const mu = mean(A, values);
    const centred = values.map((value) => A.sub(value, mu));
    return {
      mu,
      centred,
      v: mean(
        A,
        centred.map((value) => A.power(value, 2)),
      ),
      m: values.length,
    };
  });
}

/** [N, C, L] as [L, C, N]. */
function exchangedData<T>(data: ArrayLike<T>, [N, C, L]: readonly number[]): T[] {
  return Array.from({ length: data.length }, (_, n) => {
    const [l, c, sample] = [Math.floor(n / (C! * N!)), Math.floor(n / N!) % C!, n % N!];
    return data[(sample * C! + c) * L! + l]!;
  });
}

function exchanged(x: Tensor): Tensor {
  const [N, C, L] = x.shape as [number, number, number];
  const data = exchangedData(x.data, x.shape);
  return fill(x, [L, C, N], (n) => data[n]!);
}
