import spec from '../spec/embedding.ts';
import type { Tensor } from '../spec/lib/tensor.ts';
import { laws, type Value, withGradient } from './lib/laws.ts';
import { fill, lanes, map } from './lib/tensors.ts';

/** king, queen, apple, banana. */
const WORDS = [0.25, 0.1, -0.3, 0.4, 0.2, 0.15, -0.25, 0.35, -0.1, 0.4, 0.2, -0.05, -0.15, 0.35, 0.25, -0.1];
/** Pairs of words and their distance as the notes print it, with the digits that are right. */
const DISTANCES = [
  [0, 1, 0.1],
  [2, 3, 0.1],
  [0, 2, 0.8155],
  [0, 3, 0.8803],
  [1, 2, 0.7176],
  [1, 3, 0.7842],
] as const;
/** Half a unit of their last digit, and what the rounding of the components adds. */
const SLACK = 5.1e-5;

/** “I like this film because it is not vulgar” and “I do not like this film because it is vulgar”, by their characters. */
const SENTENCES = ['我喜欢这部电影因为它不低俗', '我不喜欢这部电影因为它低俗'] as const;

export default laws(spec, {
  C1: async ({ A, run, inputs, claim }) => {
    const { E, tokens } = inputs as { E: Tensor; tokens: Tensor };
    const columns = lanes({ shape: E.shape, data: [...E.data] }, 0);
    lanes((await run(inputs)).y!, 1).forEach((row, n) => {
      row.forEach((value, d) => {
        const product = columns[d]!.map((entry, v) => A.number(v === tokens.data[n] ? entry : 0));
        claim.equal(value, A.sum(product), `y[${n},${d}]`);
      });
    });
  },
  C2: async ({ run, inputs, random, claim }) => {
    const { tokens } = inputs as { tokens: Tensor };
    const order = random.permutation(tokens.data.length);
    const twice = fill(tokens, [2 * order.length], (n) =>
      n < order.length ? tokens.data[n]! : tokens.data[order[n - order.length]!]!,
    );
    const rows = lanes((await run({ ...inputs, tokens: twice })).y!, 1);
    order.forEach((place, n) => {
      rows[place]!.forEach((value, d) => {
        claim.equal(rows[order.length + n]![d]!, value, `the vector of token ${n}, moved`);
      });
    });
  },
  C3: async ({ A, run, inputs, claim }) => {
    const { E, tokens } = inputs as { E: Tensor; tokens: Tensor };
    const V = E.shape[0]!;
    const units = fill(E, [V, V], (n) => (n % V === Math.floor(n / V) ? 1 : 0));
    const rows = lanes((await run({ ...inputs, E: units })).y!, 1);
    rows.forEach((a, n) => {
      rows.forEach((b, m) => {
        const same = tokens.data[n] === tokens.data[m];
        const product = A.sum(a.map((value, k) => A.mul(value, b[k]!)));
        const distance = A.sum(a.map((value, k) => A.power(A.sub(value, b[k]!), 2)));
        claim.equal(product, A.number(same ? 1 : 0), `the product of vectors ${n} and ${m}`);
        claim.equal(distance, A.number(same ? 0 : 2), `the squared distance of vectors ${n} and ${m}`);
      });
    });
  },
  C4: async ({ A, run, inputs, random, claim }) => {
    const other = map(inputs.E!, () => random.integer(-8, 8) / 8);
    const [y, more] = [(await run(inputs)).y!, (await run({ ...inputs, E: other })).y!];
    const both = map(inputs.E!, (entry, n) => entry - 2 * other.data[n]!);
    (await run({ ...inputs, E: both })).y!.data.forEach((value, n) => {
      claim.equal(value, A.sub(y.data[n]!, A.mul(A.number(2), more.data[n]!)), `element ${n} of the sum`);
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const { E, tokens } = inputs as { E: Tensor; tokens: Tensor };
    const D = E.shape[1]!;
    const y = fill(E, [tokens.data.length, D], () => random.integer(-8, 8) / 8);
    (await vjp(inputs, { y })).E!.data.forEach((value, place) => {
      const [row, d] = [Math.floor(place / D), place % D];
      const terms: Value[] = [];
      for (const [n, token] of tokens.data.entries())
        if (token === row) terms.push(A.number(y.data[n * D + d]!));
      claim.equal(value, A.sum(terms), `the gradient of E[${row},${d}]`);
    });
  }),
  C6: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const shape = [inputs.tokens!.data.length, inputs.E!.shape[1]!];
    const y = fill(inputs.E!, shape, () => random.integer(-8, 8) / 8);
    const { E } = await vjp(inputs, { y });
    const came = A.sum(Array.from(y.data, (x) => A.number(x)));
    claim.equal(A.sum(E!.data), came, 'the sum of the gradient');
  }),
  C7: async ({ A, run, inputs, claim }) => {
    const E = fill(inputs.E!, [4, 4], (n) => WORDS[n]!);
    const words = lanes((await run({ E, tokens: fill(inputs.tokens!, [4], (n) => n) })).y!, 1);
    for (const [a, b, printed] of DISTANCES) {
      const squares = words[a]!.map((value, d) => A.power(A.sub(value, words[b]![d]!), 2));
      const off = A.sub(A.sqrt(A.sum(squares)), A.number(printed));
      claim.atMost(A.abs(off), A.number(SLACK), `the distance of words ${a} and ${b} less ${printed}`);
    }
  },
  C8: async ({ A, run, inputs, random, claim }) => {
    const characters = [...new Set(SENTENCES.join(''))].sort();
    const D = inputs.E!.shape[1]!;
    const E = fill(inputs.E!, [characters.length, D], (n) => Math.floor(n / D) + random.integer(0, 7) / 8);
    const [like, dislike] = await Promise.all(
      SENTENCES.map(async (sentence) => {
        const tokens = Array.from(sentence, (character) => characters.indexOf(character));
        const { y } = await run({ E, tokens: fill(inputs.tokens!, [tokens.length], (n) => tokens[n]!) });
        return y!;
      }),
    );
    const means = [like!, dislike!].map((y) =>
      lanes(y, 0).map((lane) => A.div(A.sum(lane), A.number(lane.length))),
    );
    means[0]!.forEach((mean, d) => {
      claim.equal(means[1]![d]!, mean, `the mean of the second sentence at ${d}`);
    });
    const differs = like!.data.some((value, n) => A.equal(value, dislike!.data[n]!) === false);
    claim.that(differs, 'the two sentences have the same vectors in the same order');
  },
});
