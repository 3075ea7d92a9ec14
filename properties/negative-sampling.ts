import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/negative-sampling.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, slice } from './lib/tensors.ts';

/** x_n · θ_w. */
function score(A: Arithmetic<Value>, { x, theta }: Tensors, n: number, w: number): Value {
  const D = theta!.shape[1]!;
  return A.sum(
    Array.from({ length: D }, (_, d) =>
      A.mul(A.number(x!.data[n * D + d]!), A.number(theta!.data[w * D + d]!)),
    ),
  );
}

/** The words that sample n asks about, the right one first. */
function asked({ target, negatives }: Tensors, n: number): number[] {
  const K = negatives!.shape[1]!;
  return [target!.data[n]!, ...negatives!.data.slice(n * K, (n + 1) * K)];
}

/** σ(s) ∏ (1 − σ(r)) of sample n, straight from the definition. */
function product(A: Arithmetic<Value>, inputs: Tensors, n: number): Value {
  return asked(inputs, n).reduce((so, word, place) => {
    const z = score(A, inputs, n, word);
    const yes = A.div(A.number(1), A.add(A.number(1), A.exp(A.neg(z))));
    return A.mul(so, place === 0 ? yes : A.sub(A.number(1), yes));
  }, A.number(1));
}

/** One sample with x = 1, so that the rows of θ are the scores: word 0 is the right one, the others negatives. */
function scoresAlone(inputs: Tensors, scores: readonly number[]): Tensors {
  return {
    x: fill(inputs.x!, [1, 1], () => 1),
    theta: fill(inputs.theta!, [scores.length, 1], (n) => scores[n]!),
    target: fill(inputs.target!, [1], () => 0),
    negatives: fill(inputs.negatives!, [1, scores.length - 1], (n) => n + 1),
  };
}

const ones = (like: Tensor, count: number) => fill(like, [count], () => 1);

export default laws(spec, {
  C1: async ({ A, run, inputs, random, claim }) => {
    const D = inputs.x!.shape[1]!;
    const context = Array.from({ length: 4 * D }, () => random.integer(-8, 8) / 8);
    const mean = map(inputs.x!, (_, n) =>
      [0, 1, 2, 3].reduce((sum, c) => sum + context[c * D + (n % D)]! / 4, 0),
    );
    const asking = { ...inputs, x: mean };
    (await run(asking)).loss!.data.forEach((loss, n) => {
      claim.equal(A.exp(A.neg(loss)), product(A, asking, n), `exp of minus loss ${n}`);
    });
  },
  C2: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const scores = Array.from({ length: 1 + inputs.negatives!.shape[1]! }, () => random.integer(-24, 24) / 8);
    const { theta } = await vjp(scoresAlone(inputs, scores), { loss: ones(inputs.x!, 1) });
    theta!.data.forEach((slope, word) => {
      const yes = A.sigmoid(A.number(scores[word]!));
      const stated = word === 0 ? A.sub(yes, A.number(1)) : yes;
      claim.equal(slope, stated, `the slope in score ${word}`);
      const [low, high] = word === 0 ? [slope, A.number(0)] : [A.number(0), slope];
      claim.atMost(low, high, `the sign of the slope in score ${word}`);
    });
  }),
  C3: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [N, D] = inputs.x!.shape as [number, number];
    const cotangent = fill(inputs.x!, [N], () => random.integer(-8, 8) / 8);
    const gradients = await vjp(inputs, { loss: cotangent });
    const sums = (length: number): Value[][] => Array.from({ length }, () => []);
    const [dx, dtheta] = [sums(N * D), sums(inputs.theta!.data.length)];
    for (let n = 0; n < N; n++)
      asked(inputs, n).forEach((word, place) => {
        const surplus = A.sub(A.sigmoid(score(A, inputs, n, word)), A.number(place === 0 ? 1 : 0));
        const slope = A.mul(surplus, A.number(cotangent.data[n]!));
        for (let d = 0; d < D; d++) {
          dx[n * D + d]!.push(A.mul(slope, A.number(inputs.theta!.data[word * D + d]!)));
          dtheta[word * D + d]!.push(A.mul(slope, A.number(inputs.x!.data[n * D + d]!)));
        }
      });
    dx.forEach((terms, n) => {
      claim.equal(gradients.x!.data[n]!, A.sum(terms), `the gradient of x, element ${n}`);
    });
    dtheta.forEach((terms, n) => {
      claim.equal(gradients.theta!.data[n]!, A.sum(terms), `the gradient of θ, element ${n}`);
    });
  }),
  C4: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [D, words] = [inputs.x!.shape[1]!, 1 + inputs.negatives!.shape[1]!];
    const before = {
      ...scoresAlone(inputs, new Array<number>(words).fill(0)),
      x: fill(inputs.x!, [1, D], () => random.integer(1, 8) / 8),
      theta: fill(inputs.theta!, [words, D], () => random.integer(-8, 8) / 8),
    };
    const { theta } = await vjp(before, { loss: ones(inputs.x!, 1) });
    const after = {
      ...before,
      theta: map(before.theta, (value, n) => value - A.toNumber(theta!.data[n]!) / 16),
    };
    for (let word = 0; word < words; word++) {
      const rise = A.sub(score(A, after, 0, word), score(A, before, 0, word));
      const [low, high] = word === 0 ? [A.number(0), rise] : [rise, A.number(0)];
      claim.atMost(low, high, `the rise of score ${word}`);
      claim.that(A.toNumber(rise) !== 0, `score ${word} stands still`);
    }
    claim.atMost(
      (await run(after)).loss!.data[0]!,
      (await run(before)).loss!.data[0]!,
      'the loss after the step',
    );
  }),
  C5: async ({ A, run, inputs, claim }) => {
    const V = 5;
    const total = async (scores: readonly number[]) => {
      const { loss } = await run({
        x: fill(inputs.x!, [V, 1], () => 1),
        theta: fill(inputs.theta!, [V, 1], (n) => scores[n]!),
        target: fill(inputs.target!, [V], (n) => n),
        negatives: fill(
          inputs.negatives!,
          [V, V - 1],
          (n) => (Math.floor(n / (V - 1)) + 1 + (n % (V - 1))) % V,
        ),
      });
      return A.sum(loss!.data.map((value) => A.exp(A.neg(value))));
    };
    const spread = A.sub(await total([-1, -0.5, 0, 0.5, 1]), A.ratio(1465n, 10000n));
    claim.atMost(A.abs(spread), A.ratio(1n, 20000n), 'what the sum differs from 0.1465');
    claim.equal(await total([0, 0, 0, 0, 0]), A.ratio(5n, 32n), 'the sum of five equal scores');
  },
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [pairs, ofWord, ofContext] = [1, 2, 3].map(() => random.integer(1, 16)) as [number, number, number];
    const [N, k] = [64, random.integer(1, 5)];
    const drawn = (k * ofWord * ofContext) / N;
    // Word 0 scores x, word 1 scores nothing and moves nothing: one sample has word 0 for its target, the other draws it.
    const slopeAt = async (x: number) => {
      const asking = {
        x: fill(inputs.x!, [2, 1], () => x),
        theta: fill(inputs.theta!, [2, 1], (n) => 1 - n),
        target: fill(inputs.target!, [2], (n) => n),
        negatives: fill(inputs.negatives!, [2, 1], (n) => 1 - n),
      };
      const often = fill(inputs.x!, [2], (n) => [pairs, drawn][n]!);
      return A.sum((await vjp(asking, { loss: often })).x!.data);
    };
    const optimum = Math.log((pairs * N) / (ofWord * ofContext)) - Math.log(k);
    const slack = A.number((pairs + drawn) * 2 ** -20);
    claim.atMost(A.abs(await slopeAt(optimum)), slack, 'the slope at PMI − log k');
    claim.atMost(await slopeAt(optimum - 0.125), A.neg(slack), 'the slope below');
    claim.atMost(slack, await slopeAt(optimum + 0.125), 'the slope above');
  }),
  C7: async ({ A, run, inputs, claim }) => {
    const D = inputs.x!.shape[1]!;
    const around = { ...inputs, x: map(inputs.x!, (_, n) => inputs.x!.data[n % D]!) };
    const all = around.x.shape[0]!;
    const likelihood = Array.from({ length: all }, (_, n) => product(A, around, n)).reduce((a, b) =>
      A.mul(a, b),
    );
    claim.equal(A.sum((await run(around)).loss!.data), A.neg(A.log(likelihood)), 'the loss of the context');
  },
  C8: withGradient(async ({ A, run, vjp, inputs, random, claim }) => {
    const [V, D] = inputs.theta!.shape as [number, number];
    const longer = () => ({
      ...inputs,
      theta: fill(inputs.theta!, [V + 1, D], (n) => inputs.theta!.data[n] ?? random.integer(-8, 8)),
    });
    const { loss } = await run(inputs);
    claim.same((await run(longer())).loss!, loss!, 'the loss with one word more');
    const { theta } = await vjp(longer(), { loss: ones(inputs.x!, inputs.x!.shape[0]!) });
    for (const gradient of slice(theta!, 0, V, V + 1).data)
      claim.equal(gradient, A.number(0), 'the gradient of a word that is not asked about');
  }),
});
