import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/skip-gram.ts';
import { claimShiftInvariant } from './lib/contexts.ts';
import { laws, seldom, type Value, withGradient } from './lib/laws.ts';
import { exact, matmul, transpose } from './lib/products.ts';
import { meanLies } from './lib/sequential.ts';
import { fill } from './lib/tensors.ts';
import { likeWordsMeet } from './lib/word-training.ts';

/** is it good or is it bad, with is 0, it 1, good 2, or 3, bad 4. */
const SENTENCE = [0, 1, 2, 3, 0, 1, 4];
/** Each word with each neighbour. */
const PAIRS = SENTENCE.flatMap((word, n) =>
  [SENTENCE[n - 1], SENTENCE[n + 1]].flatMap((other) =>
    other === undefined ? [] : [[word, other] as const],
  ),
);
/** Stands for the log of nothing: e⁻⁴⁰ changes no digit that is looked at. */
const NEVER = -40;

/** P(u | centre) for every word u, straight from the definition. */
function shares(A: Arithmetic<Value>, { v, theta }: Tensors, centre: number): Value[] {
  const [V, D] = v!.shape as [number, number];
  const powers = Array.from({ length: V }, (_, u) => {
    const terms = Array.from({ length: D }, (_, d) =>
      A.mul(A.number(v!.data[centre * D + d]!), A.number(theta!.data[u * D + d]!)),
    );
    return A.exp(A.sum(terms));
  });
  return powers.map((power) => A.div(power, A.sum(powers)));
}

/** The inputs with these pairs in the place of theirs. */
const withPairs = (inputs: Tensors, pairs: readonly (readonly [number, number])[]): Tensors => ({
  ...inputs,
  centre: fill(inputs.centre!, [pairs.length], (n) => pairs[n]![0]),
  outside: fill(inputs.outside!, [pairs.length], (n) => pairs[n]![1]),
});

const first = ({ centre, outside }: Tensors) => [centre!.data[0]!, outside!.data[0]!] as const;
const one = (like: Tensor) => fill(like, [1], () => 1);

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const [centre] = first(inputs);
    const words = Array.from({ length: inputs.v!.shape[0]! }, (_, u) => [centre, u] as const);
    const { loss } = await run(withPairs(inputs, words));
    const probabilities = loss!.data.map((value) => A.exp(A.neg(value)));
    claim.equal(A.sum(probabilities), A.number(1), 'the sum of the probabilities');
  },
  C2: async ({ A, run, inputs, random, claim }) => {
    const [centre] = first(inputs);
    const around = Array.from({ length: 3 }, () => random.integer(0, inputs.v!.shape[0]! - 1));
    const { loss } = await run(
      withPairs(
        inputs,
        around.map((word) => [centre, word]),
      ),
    );
    const P = shares(A, inputs, centre);
    const product = around.reduce((so, word) => A.mul(so, P[word]!), A.number(1));
    claim.equal(A.exp(A.neg(A.sum(loss!.data))), product, 'the probability of the context');
  },
  C3: withGradient(async ({ A, vjp, inputs, claim }) => {
    const [centre, outside] = first(inputs);
    const D = inputs.v!.shape[1]!;
    const P = shares(A, inputs, centre);
    const { v } = await vjp(withPairs(inputs, [[centre, outside]]), { loss: one(inputs.v!) });
    for (let d = 0; d < D; d++) {
      const theta = P.map((_, u) => A.number(inputs.theta!.data[u * D + d]!));
      const expected = A.sum(P.map((p, u) => A.mul(p, theta[u]!)));
      claim.equal(
        v!.data[centre * D + d]!,
        A.sub(expected, theta[outside]!),
        `the gradient of v[${centre},${d}]`,
      );
    }
  }),
  C4: withGradient(async ({ A, vjp, inputs, claim }) => {
    const [centre, outside] = first(inputs);
    const D = inputs.v!.shape[1]!;
    const P = shares(A, inputs, centre);
    const { v, theta } = await vjp(withPairs(inputs, [[centre, outside]]), { loss: one(inputs.v!) });
    v!.data.forEach((gradient, n) => {
      if (Math.floor(n / D) !== centre) claim.equal(gradient, A.number(0), 'the gradient of another row');
    });
    theta!.data.forEach((gradient, n) => {
      const word = Math.floor(n / D);
      const surplus = A.sub(P[word]!, A.number(word === outside ? 1 : 0));
      const x = A.number(inputs.v!.data[centre * D + (n % D)]!);
      claim.equal(gradient, A.mul(surplus, x), `the gradient of θ[${word},${n % D}]`);
    });
  }),
  C5: claimShiftInvariant,
  C6: async ({ A, run, inputs, claim }) => {
    const V = inputs.v!.shape[0]!;
    const { centre, outside } = inputs as { centre: Tensor; outside: Tensor };
    const units = fill(inputs.v!, [centre.data.length, V], (n) =>
      n % V === centre.data[Math.floor(n / V)] ? 1 : 0,
    );
    const looked = matmul(A, exact(A, units), exact(A, inputs.v!));
    const scores = matmul(A, looked, transpose(exact(A, inputs.theta!)));
    (await run(inputs)).loss!.data.forEach((loss, n) => {
      const powers = scores.data.slice(n * V, (n + 1) * V).map(A.exp);
      const share = A.div(powers[outside.data[n]!]!, A.sum(powers));
      claim.equal(loss, A.neg(A.log(share)), `the loss of pair ${n}`);
    });
  },
  C7: async ({ A, run, inputs, random, claim }) => {
    const [V, length] = [3, random.integer(4, 16) / 8];
    const table = fill(inputs.v!, [V, V], (n) => (n % V === Math.floor(n / V) ? length : 0));
    const pairs = Array.from({ length: V * V }, (_, n) => [Math.floor(n / V), n % V] as const);
    const { loss } = await run(withPairs({ ...inputs, v: table, theta: table }, pairs));
    const own = A.exp(A.number(length * length));
    const total = A.add(own, A.number(V - 1));
    pairs.forEach(([centre, outside], n) => {
      const share = A.div(centre === outside ? own : A.number(1), total);
      claim.equal(loss!.data[n]!, A.neg(A.log(share)), `the loss of ${outside} beside ${centre}`);
    });
  },
  C8: async ({ A, run, inputs, random, claim }) => {
    const V = 5;
    const count = (centre: number, outside?: number) =>
      PAIRS.filter(([c, o]) => c === centre && (outside === undefined || o === outside)).length;
    const units = fill(inputs.theta!, [V, V], (n) => (n % V === Math.floor(n / V) ? 1 : 0));
    const total = async (score: (centre: number, outside: number) => number) => {
      const v = fill(inputs.v!, [V, V], (n) => score(Math.floor(n / V), n % V));
      return A.sum((await run(withPairs({ ...inputs, v, theta: units }, PAIRS))).loss!.data);
    };
    const least = A.log(A.number(6912));
    const frequencies = await total((c, o) => (count(c, o) > 0 ? Math.log(count(c, o) / count(c)) : NEVER));
    claim.atMost(least, frequencies, 'the least loss beside that of the frequencies');
    claim.atMost(frequencies, A.add(least, A.ratio(1n, 2n ** 20n)), 'the loss of the frequencies');
    // As probable as possible: all of it to the frequent word of a row.
    const greedy = await total((c, o) => (count(c, o) > 1 ? 8 : count(c, o) > 0 ? 0 : NEVER));
    const random1 = await total(() => random.integer(-8, 8) / 8);
    for (const other of [greedy, random1])
      claim.atMost(
        A.add(least, A.ratio(1n, 2n)),
        other,
        'what the least loss is short of that of another table',
      );
  },
  C9: seldom(
    withGradient(async (context) => {
      const met = async () => [(await likeWordsMeet(context)) ? 1 : 0];
      await meanLies(met, { from: 0.9, to: 1, tells: 0.7 }, 'the share of starts from which like words meet');
    }),
  ),
});
