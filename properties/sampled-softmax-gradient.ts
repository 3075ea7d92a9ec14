import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/sampled-softmax-gradient.ts';
import { type LawContext, laws, seldom, type Value } from './lib/laws.ts';
import { fill, lanes, map, reorder } from './lib/tensors.ts';

/** Words of the small vocabulary on which everything that may be drawn is gone through. */
const WORDS = 3;

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));

/** The softmax of some scores, straight from its definition. */
function softmax(A: Arithmetic<Value>, scores: readonly number[]): Value[] {
  const powers = scores.map((score) => A.exp(A.number(score)));
  return powers.map((power) => A.div(power, A.sum(powers)));
}

const rows = ({ shape, data }: Tensor): number[][] => lanes({ shape, data: [...data] }, 1);

/** The inputs with every word drawn once, and a uniform q. */
function everyWordOnce(inputs: Tensors): Tensors {
  const [N, V] = inputs.a!.shape as [number, number];
  return {
    ...inputs,
    samples: fill(inputs.samples!, [N, V], (n) => n % V),
    q: map(inputs.q!, () => 0.25),
  };
}

/** How often each word may be drawn among `samples`: all ways, as sorted samples, each with its probability. */
function draws(samples: number, q: readonly number[]): { words: number[]; probability: number }[] {
  const all: { words: number[]; probability: number }[] = [];
  for (let first = 0; first <= samples; first++)
    for (let second = 0; first + second <= samples; second++) {
      const counts = [first, second, samples - first - second];
      const ways = counts.reduce((rest, count) => rest / factorial(count), factorial(samples));
      all.push({
        words: counts.flatMap((count, word) => new Array<number>(count).fill(word)),
        probability: counts.reduce((product, count, word) => product * q[word]! ** count, Math.round(ways)),
      });
    }
  return all;
}

interface Small {
  readonly scores: readonly number[];
  readonly q: readonly number[];
}

/** The average over all that may be drawn of each coefficient, and of the squared distance from the gradient. */
async function averages(
  { A, run, inputs }: Pick<LawContext, 'A' | 'run' | 'inputs'>,
  { scores, q }: Small,
  samples: number,
): Promise<{ mean: Value[]; error: Value }> {
  const all = draws(samples, q);
  const { g } = await run({
    a: fill(inputs.a!, [all.length, WORDS], (n) => scores[n % WORDS]!),
    target: fill(inputs.target!, [all.length], () => 0),
    samples: fill(
      inputs.samples!,
      [all.length, samples],
      (n) => all[Math.floor(n / samples)]!.words[n % samples]!,
    ),
    q: fill(inputs.q!, [WORDS], (word) => q[word]!),
  });
  const truth = gradient(A, scores);
  const answers = lanes(g!, 1);
  const expected = (of: (answer: readonly Value[]) => Value) =>
    A.sum(answers.map((answer, n) => A.mul(A.number(all[n]!.probability), of(answer))));
  return {
    mean: truth.map((_, word) => expected((answer) => answer[word]!)),
    error: expected((answer) => A.sum(answer.map((value, word) => A.power(A.sub(value, truth[word]!), 2)))),
  };
}

/** onehot(0) − softmax. */
const gradient = (A: Arithmetic<Value>, scores: readonly number[]): Value[] =>
  softmax(A, scores).map((share, word) => A.sub(A.number(word === 0 ? 1 : 0), share));

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const all = everyWordOnce(inputs);
    lanes((await run(all)).g!, 1).forEach((row, n) => {
      const shares = softmax(A, rows(all.a!)[n]!);
      row.forEach((value, word) => {
        const one = A.number(word === all.target!.data[n] ? 1 : 0);
        claim.equal(value, A.sub(one, shares[word]!), `g[${n},${word}]`);
      });
    });
  },
  C2: async ({ A, run, inputs, claim }) => {
    const all = everyWordOnce(inputs);
    lanes((await run(all)).g!, 1).forEach((row, n) => {
      const scores = rows(all.a!)[n]!;
      const target = all.target!.data[n]!;
      const missing = A.sub(A.number(1), softmax(A, scores)[target]!);
      claim.equal(row[target]!, missing, `what the target of sample ${n} gets`);
      const others = [...row.keys()].filter((word) => word !== target);
      const pushed = others.map((word) => ({ score: scores[word]!, by: A.abs(row[word]!) }));
      claim.equal(A.sum(pushed.map(({ by }) => by)), missing, `what the others of sample ${n} get`);
      for (const less of pushed)
        for (const more of pushed)
          if (less.score < more.score) claim.atMost(less.by, more.by, 'the push at a less probable word');
    });
  },
  C3: seldom(async (context) => {
    const { A, random, claim } = context;
    const order = random.permutation(WORDS);
    const small = {
      scores: order.map(() => random.integer(-8, 8) / 8),
      q: order.map((k) => [0.25, 0.25, 0.5][k]!),
    };
    const [one, four, sixteen] = [
      await averages(context, small, 1),
      await averages(context, small, 4),
      await averages(context, small, 16),
    ];
    const truth = gradient(A, small.scores);
    truth.forEach((value, word) => {
      const drawn = A.number((word === 0 ? 1 : 0) - small.q[word]!);
      claim.equal(one.mean[word]!, drawn, `the average coefficient ${word} of one sample`);
      const bias = A.abs(A.sub(sixteen.mean[word]!, value));
      claim.atMost(bias, A.ratio(1n, 16n), `the bias of coefficient ${word} with sixteen samples`);
    });
    const twice = (error: Value) => A.mul(A.number(2), error);
    claim.atMost(twice(four.error), one.error, 'twice the mean squared error of four samples');
    claim.atMost(twice(sixteen.error), four.error, 'twice the mean squared error of sixteen samples');
  }),
  C4: async ({ A, run, inputs, claim }) => {
    for (const row of lanes((await run(inputs)).g!, 1)) claim.equal(A.sum(row), A.number(0), 'the sum of g');
  },
  C5: async ({ run, inputs, random, claim }) => {
    const { g } = await run(inputs);
    const shuffled = reorder(inputs.samples!, 1, random.permutation(inputs.samples!.shape[1]!));
    claim.same((await run({ ...inputs, samples: shuffled })).g!, g!, 'g of the reordered samples');
    const raised = map(inputs.a!, (score) => score + 4);
    claim.same((await run({ ...inputs, a: raised })).g!, g!, 'g of the raised scores');
    const doubled = map(inputs.q!, (q) => q * 2);
    claim.same((await run({ ...inputs, q: doubled })).g!, g!, 'g with q doubled');
  },
  C6: async ({ A, run, inputs, claim }) => {
    const V = inputs.a!.shape[1]!;
    const moved = map(inputs.target!, (word) => (word + 1) % V);
    const after = (await run({ ...inputs, target: moved })).g!;
    const one = (n: number, target: Tensor) => (n % V === target.data[Math.floor(n / V)] ? 1 : 0);
    (await run(inputs)).g!.data.forEach((before, n) => {
      const change = A.sub(after.data[n]!, before);
      claim.equal(change, A.number(one(n, moved) - one(n, inputs.target!)), `the change of g, element ${n}`);
    });
  },
});
