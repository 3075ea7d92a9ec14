import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/noise-contrastive-estimation.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map } from './lib/tensors.ts';

/** Words of the small vocabulary on which expectations are exact, and the parts of a whole that add up over it. */
const WORDS = 4;
const PARTS = [1, 2, 5, 8];

/** Four of the noise for each sample, whose probability, as the word's own, is this. */
const four = (inputs: Tensors, probability: number, score: () => number): Tensors => {
  const N = inputs.s!.shape[0]!;
  return {
    s: inputs.s!,
    noise: fill(inputs.noise!, [N, 4], score),
    q: fill(inputs.q!, [N], () => probability),
    r: fill(inputs.r!, [N, 4], () => probability),
  };
};

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const [N, K] = inputs.noise!.shape as [number, number];
    const yes = (score: number, q: number) =>
      A.sigmoid(A.sub(A.number(score), A.log(A.mul(A.number(K), A.number(q)))));
    const { loss } = await run(inputs);
    for (let n = 0; n < N; n++) {
      let product = yes(inputs.s!.data[n]!, inputs.q!.data[n]!);
      for (let k = n * K; k < (n + 1) * K; k++)
        product = A.mul(product, A.sub(A.number(1), yes(inputs.noise!.data[k]!, inputs.r!.data[k]!)));
      claim.equal(A.exp(A.neg(loss!.data[n]!)), product, `exp of minus loss ${n}`);
    }
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const even = four(inputs, 1 / 4, () => random.integer(-24, 24) / 8);
    (await run(even)).loss!.data.forEach((loss, n) => {
      const noise = [...even.noise!.data.slice(4 * n, 4 * n + 4)].map((score) => A.softplus(A.number(score)));
      const own = A.softplus(A.neg(A.number(even.s!.data[n]!)));
      claim.equal(loss, A.sum([own, ...noise]), `loss ${n}`);
    });
  },
  C3: async ({ A, run, inputs, random, claim }) => {
    const V = random.pick([2, 8, 16]);
    const uniform = four(inputs, 1 / V, () => random.integer(-24, 24) / 8);
    const offset = A.log(A.ratio(4n, BigInt(V)));
    (await run(uniform)).loss!.data.forEach((loss, n) => {
      const shifted = (score: number) => A.sub(A.number(score), offset);
      const noise = [...uniform.noise!.data.slice(4 * n, 4 * n + 4)].map((score) =>
        A.softplus(shifted(score)),
      );
      const own = A.softplus(A.neg(shifted(uniform.s!.data[n]!)));
      claim.equal(loss, A.sum([own, ...noise]), `loss ${n} beside that of shifted scores`);
    });
  },
  C4: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const shuffled = () => random.permutation(WORDS).map((k) => PARTS[k]! / 16);
    const [p, q, model] = [shuffled(), shuffled(), shuffled()];
    const scores = fill(inputs.s!, [WORDS], (w) => Math.log(model[w]!));
    for (const k of [1, 10, 100]) {
      // Row w: word w is of the text, and of the noise as well.
      const asking = {
        s: scores,
        noise: fill(inputs.noise!, [WORDS, k], (n) => scores.data[Math.floor(n / k)]!),
        q: fill(inputs.q!, [WORDS], (w) => q[w]!),
        r: fill(inputs.r!, [WORDS, k], (n) => q[Math.floor(n / k)]!),
      };
      const gradients = await vjp(asking, { loss: map(scores, () => 1) });
      for (let w = 0; w < WORDS; w++) {
        const [share, noise] = [A.number(p[w]!), A.mul(A.number(k), A.number(q[w]!))];
        const power = A.exp(A.number(scores.data[w]!));
        const expected: Value = A.neg(
          A.add(A.mul(share, gradients.s!.data[w]!), A.mul(noise, gradients.noise!.data[w * k]!)),
        );
        const likelihood = A.sub(share, power);
        const stated = A.div(A.mul(likelihood, noise), A.add(power, noise));
        claim.equal(expected, stated, `the expected gradient of word ${w} for k = ${k}`);
        const most = A.div(A.mul(A.abs(likelihood), power), noise);
        const rounding = A.ratio(BigInt(k), 2n ** 20n);
        const away = A.abs(A.sub(expected, likelihood));
        claim.atMost(away, A.add(most, rounding), `what it is away from the likelihood’s, for k = ${k}`);
      }
    }
  }),
  C5: withGradient(async ({ A, vjp, inputs, claim }) => {
    const { s, noise } = await vjp(inputs, { loss: map(inputs.s!, () => 1) });
    for (const slope of s!.data) {
      claim.atMost(slope, A.number(0), 'the slope in the score of the word');
      claim.atMost(A.number(-1), slope, '−1 beside the slope in the score of the word');
    }
    for (const slope of noise!.data) {
      claim.atMost(A.number(0), slope, 'the slope in a score of the noise');
      claim.atMost(slope, A.number(1), 'the slope in a score of the noise');
    }
  }),
});
