import spec from '../spec/sgd.ts';
import { laws, seldom } from './lib/laws.ts';
import type { Random } from './lib/random.ts';
import { meanLies } from './lib/sequential.ts';
import { course, exactly, moved, rows, steps } from './lib/steps.ts';
import { map, reorder } from './lib/tensors.ts';

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const n = inputs.theta!.data.length;
    const still = random.integer(0, n - 1);
    const g = map(inputs.g!, (x, at) => (at % n === still ? 0 : x));
    const { theta1 } = await run({ ...inputs, g });
    claim.equal(theta1!.data[still]!, A.number(inputs.theta!.data[still]!), `theta1[${still}]`);
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const one = steps(inputs, 0, 1);
    const { theta1 } = await run(one);
    const g = exactly(A, one.g!).data;
    const move = theta1!.data.map((x, k) => A.sub(x, A.number(one.theta!.data[k]!)));
    move.forEach((x, i) => {
      for (let j = 0; j < i; j++)
        claim.equal(A.mul(x, g[j]!), A.mul(move[j]!, g[i]!), `the move along ${i} per gradient along ${j}`);
    });
    const product = (a: typeof g, b: typeof g) => A.sum(a.map((x, k) => A.mul(x, b[k]!)));
    claim.atMost(product(move, g), A.number(0), 'the slope along the move');
    const other = g.map(() => A.number(random.integer(-8, 8)));
    claim.atMost(
      A.mul(A.power(product(other, g), 2), product(move, move)),
      A.mul(A.power(product(move, g), 2), product(other, other)),
      'the squared slope along another direction of that length',
    );
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const { theta1 } = await run(inputs);
    const { g, lr } = rows(inputs);
    theta1!.data.forEach((x, k) => {
      const moves = lr.map((rate, t) => A.mul(A.number(rate), A.number(g[t]![k]!)));
      claim.equal(x, moved(A, inputs.theta!.data[k]!, moves), `theta1[${k}]`);
    });
    const order = random.permutation(lr.length);
    const shuffled = { ...inputs, g: reorder(inputs.g!, 0, order), lr: reorder(inputs.lr!, 0, order) };
    claim.same((await run(shuffled)).theta1!, theta1!, 'theta1 with the steps in another order');
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const n = inputs.theta!.data.length;
    const bowl = symmetric(n, random);
    const rate = 1 / 4;
    const start = Array.from({ length: n }, () => random.integer(-8, 8) / 8);
    const contract = (x: readonly number[]) => x.map((xk, k) => xk - rate * apply(bowl, x)[k]!);
    const path = [start];
    for (let t = 1; t <= Math.min(5, inputs.lr!.data.length); t++) path.push(contract(path.at(-1)!));
    const gradients = path.slice(0, -1).map((x) => apply(bowl, x));
    const { theta1 } = await run(
      course(
        inputs,
        { theta: start },
        gradients,
        gradients.map(() => rate),
      ),
    );
    path.at(-1)!.forEach((x, k) => {
      claim.equal(theta1!.data[k]!, A.number(x), `theta1[${k}]`);
    });
  },
  C5: async ({ A, run, inputs, random, claim }) => {
    const n = inputs.theta!.data.length;
    const { bowl, steepest } = convex(n, random);
    const rate = 2 ** (-Math.ceil(Math.log2(steepest)) + random.integer(-2, 0));
    const start = Array.from({ length: n }, () => random.integer(-8, 8) / 8);
    const gradient = apply(bowl, start);
    const { theta1 } = await run(course(inputs, { theta: start }, [gradient], [rate]));
    const height = (x: readonly ReturnType<typeof A.number>[]) =>
      A.mul(
        A.number(0.5),
        A.sum(bowl.flatMap((row, i) => row.map((a, j) => A.mul(A.mul(A.number(a), x[i]!), x[j]!)))),
      );
    const squared = gradient.reduce((sum, x) => sum + x * x, 0);
    const least = rate * (1 - (steepest * rate) / 2) * squared;
    claim.atMost(
      height(theta1!.data),
      A.sub(height(start.map(A.number)), A.number(least)),
      'the height after the step',
    );
  },
  C6: async ({ A, run, inputs, random, claim }) => {
    const n = inputs.theta!.data.length;
    const { bowl, steepest } = convex(n, random);
    const rate = 1 / steepest;
    const start = Array.from({ length: n }, () => random.integer(-8, 8) / 8);
    const T = random.integer(1, 12);
    const gradients = descend(start, T, rate, (x) => apply(bowl, x));
    const { theta1 } = await run(
      course(
        inputs,
        { theta: start },
        gradients,
        gradients.map(() => rate),
      ),
    );
    const twice = A.sum(
      bowl.flatMap((row, i) =>
        row.map((a, j) => A.mul(A.mul(A.number(a), theta1!.data[i]!), theta1!.data[j]!)),
      ),
    );
    const distance = start.reduce((sum, x) => sum + x * x, 0);
    claim.atMost(
      twice,
      A.number((1 + 2 ** -10) * ((distance * steepest) / T)),
      `twice the height after ${T} steps`,
    );
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const start = [0.5 + random.integer(0, 8) / 8, -0.5 - random.integer(0, 8) / 8];
    const gradients = descend(start, 200, 0.01, tilted);
    const { theta1 } = await run(
      course(
        inputs,
        { theta: start },
        gradients,
        gradients.map(() => 0.01),
      ),
    );
    [0.96015, -1.03558].forEach((well, k) => {
      const off = A.abs(A.sub(theta1!.data[k]!, A.number(well)));
      claim.atMost(off, A.ratio(1n, 1000n), `the distance of theta1[${k}] from its well`);
    });
  },
  C8: async ({ A, run, inputs, claim }) => {
    const samples = rows(inputs).g;
    const rates = samples.map((_, t) => 1 / (t + 1));
    const start = [...inputs.theta!.data];
    let position = start;
    const gradients = samples.map((sample, t) => {
      const gradient = position.map((x, k) => x - sample[k]!);
      position = position.map((x, k) => x - rates[t]! * gradient[k]!);
      return gradient;
    });
    const { theta1 } = await run(course(inputs, { theta: start }, gradients, rates));
    theta1!.data.forEach((x, k) => {
      const mean = A.div(A.sum(samples.map((sample) => A.number(sample[k]!))), A.number(samples.length));
      claim.atMost(A.abs(A.sub(x, mean)), A.ratio(1n, 10_000n), `the distance of theta1[${k}] from the mean`);
    });
  },
  C9: async ({ A, run, inputs, random, claim }) => {
    const n = inputs.theta!.data.length;
    const point = () => Array.from({ length: n }, () => random.integer(-16, 16) / 8);
    const [start, samples] = [point(), Array.from({ length: 4 }, point)];
    const size = random.pick([1, 2, 4]);
    const rate = 1 / 8;
    const pass = async (data: readonly number[][], batch: number, step: number) => {
      const gradients = batchGradients(start, data, batch, step);
      const rates = gradients.map(() => step);
      return (await run(course(inputs, { theta: start }, gradients, rates))).theta1!;
    };
    const end = await pass(samples, size, rate);
    let expected = start.map(A.number);
    for (let from = 0; from < samples.length; from += size) {
      const batch = samples.slice(from, from + size);
      const kept = A.number(1 - rate * batch.length);
      expected = expected.map((x, k) =>
        A.sum([A.mul(kept, x), ...batch.map((sample) => A.number(rate * sample[k]!))]),
      );
    }
    claim.same(end, { shape: [n], data: expected }, `theta1 after batches of ${size}`);
    const twice = samples.flatMap((sample) => [sample, sample]);
    claim.same(
      await pass(twice, 2 * size, rate / 2),
      end,
      'theta1 with every sample twice, at half the rate',
    );
  },
  C10: seldom(async ({ A, run, inputs, random, claim }) => {
    /** The ends of 32 runs from 1.5, each with gradients that are off by this, up or down. */
    const ends = async (off: number) => {
      const start = new Array<number>(32).fill(1.5);
      const sampled = (x: readonly number[]) => tilted(x).map((g) => g + random.pick([-off, off]));
      const gradients = descend(start, 600, 0.01, sampled);
      const rates = gradients.map(() => 0.01);
      return (await run(course(inputs, { theta: start }, gradients, rates))).theta1!.data;
    };
    for (const end of await ends(0)) claim.atMost(A.number(0.9), end, 'where batch descent ends');
    await meanLies(
      async () => (await ends(12)).map((end) => Number(A.toNumber(end) < 0)),
      { from: 1 / 2, to: 1, tells: 1 / 4 },
      'the share of runs that end in the deeper well',
    );
  }),
});

/** The slope of (w² − 1)² + 0.3w, whose deeper well is the left one. */
const tilted = (x: readonly number[]) => x.map((w) => 4 * w * (w * w - 1) + 0.3);

/** The gradients of ½ Σ (x − sample)² over one batch after another, met on the way. */
function batchGradients(
  start: readonly number[],
  samples: readonly (readonly number[])[],
  size: number,
  rate: number,
): number[][] {
  let x = start;
  return Array.from({ length: samples.length / size }, (_, t) => {
    const batch = samples.slice(t * size, (t + 1) * size);
    const gradient = x.map((xk, k) => batch.reduce((sum, sample) => sum + xk - sample[k]!, 0));
    x = x.map((xk, k) => xk - rate * gradient[k]!);
    return gradient;
  });
}

/** The gradients met on the way down from `start`. */
function descend(
  start: readonly number[],
  T: number,
  rate: number,
  gradientAt: (x: readonly number[]) => number[],
): number[][] {
  let x = start;
  return Array.from({ length: T }, () => {
    const gradient = gradientAt(x);
    x = x.map((xk, k) => xk - rate * gradient[k]!);
    return gradient;
  });
}

const apply = (matrix: readonly (readonly number[])[], x: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, a, k) => sum + a * x[k]!, 0));

/** Entries −1, 0, 1: a bowl, a saddle or neither. */
function symmetric(n: number, random: Random): number[][] {
  const matrix = Array.from({ length: n }, () => new Array<number>(n).fill(0));
  for (let i = 0; i < n; i++)
    for (let j = 0; j <= i; j++) matrix[i]![j] = matrix[j]![i] = random.integer(-1, 1);
  return matrix;
}

/** BᵀB with small integers, and its trace, which no direction is steeper than. */
function convex(n: number, random: Random): { bowl: number[][]; steepest: number } {
  const B = Array.from({ length: n }, () => Array.from({ length: n }, () => random.integer(-1, 1)));
  const bowl = B.map((_, i) => B.map((_, j) => B.reduce((sum, row) => sum + row[i]! * row[j]!, 0)));
  return {
    bowl,
    steepest: Math.max(
      1,
      bowl.reduce((sum, row, k) => sum + row[k]!, 0),
    ),
  };
}
