import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/word-analogy.ts';
import { type LawContext, laws, type Value, withGradient } from './lib/laws.ts';
import { fill, map, reorder } from './lib/tensors.ts';

const [MAN, WOMAN, KING, QUEEN] = [0, 1, 2, 3];

/** The distances of all words from b − a + c, for one question. */
async function asked(
  { run, inputs }: LawContext,
  E: Tensor,
  [a, b, c]: readonly number[],
): Promise<readonly Value[]> {
  const word = (w: number) => fill(inputs.a!, [1], () => w);
  return (await run({ E, a: word(a!), b: word(b!), c: word(c!) })).distance!.data;
}

/** Words of every role and gender: the vector of a word is that of its role plus that of its gender. */
function constructed({ inputs, random }: LawContext, roles: number, D: number, gender: number): Tensor {
  const offset = Array.from({ length: D }, (_, d) =>
    d === 0 ? gender : (random.integer(-8, 8) / 8) * gender,
  );
  const base = Array.from({ length: roles * D }, (_, n) => 4 * Math.floor(n / D) + random.integer(-8, 8) / 8);
  return fill(inputs.E!, [2 * roles, D], (n) => {
    const [word, d] = [Math.floor(n / D), n % D];
    return base[Math.floor(word / 2) * D + d]! + (word % 2) * offset[d]!;
  });
}

/** Eighths in a table of so many words. */
const table = ({ inputs, random }: LawContext, V: number, D: number): Tensor =>
  fill(inputs.E!, [V, D], () => random.integer(-16, 16) / 8);

/** Which of these words is nearest. */
const nearest = ({ A }: LawContext, distances: readonly Value[], words: readonly number[]): number =>
  words.reduce(
    (best, word) => (A.less(distances[word]!, distances[best]!) === true ? word : best),
    words[0]!,
  );

export default laws(spec, {
  C1: async (context) => {
    const { A, claim } = context;
    const E = table(context, 4, 3);
    // Each arrangement asks for another of the four words.
    const missed = async (table: Tensor) => [
      (await asked(context, table, [MAN, KING, WOMAN]))[QUEEN]!,
      (await asked(context, table, [KING, QUEEN, MAN]))[WOMAN]!,
      (await asked(context, table, [WOMAN, MAN, QUEEN]))[KING]!,
      (await asked(context, table, [QUEEN, KING, WOMAN]))[MAN]!,
    ];
    const [one, ...others] = await missed(E);
    for (const other of others) claim.equal(other, one!, 'what the arrangements miss');
    const completed = map(E, (value, n) =>
      n < 9 ? value : E.data[n - 3]! - E.data[n - 9]! + E.data[n - 6]!,
    );
    for (const value of await missed(completed))
      claim.equal(value, A.number(0), 'what a perfect analogy misses');
  },
  C2: async (context) => {
    const { A, random, claim } = context;
    const [roles, D] = [3, random.integer(2, 3)];
    const E = constructed(context, roles, D, 1);
    const [from, to] = random.permutation(roles) as [number, number];
    const question = [2 * from, 2 * to, 2 * from + 1];
    const distances = await asked(context, E, question);
    const answer = 2 * to + 1;
    const others = Array.from({ length: 2 * roles }, (_, word) => word).filter(
      (word) => !question.includes(word),
    );
    claim.equal(distances[answer]!, A.number(0), 'the distance of the word that completes it');
    for (const word of others)
      if (word !== answer)
        claim.atMost(A.number(0.25), distances[word]!, `¼ beside the distance of word ${word}`);
    claim.that(nearest(context, distances, others) === answer, 'another word is nearest');
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const D = random.integer(1, 3);
    // Eighths apart, where gender is and the word sought is three units off what it should be.
    const E = constructed(context, 2, D, 0.125);
    const far = map(E, (value, n) => (n < 3 * D ? value : value + 3));
    const near = map(far, (value, n) => (Math.floor(n / D) === KING ? far.data[n - 2 * D]! + 0.125 : value));
    const distances = await asked(context, near, [MAN, KING, WOMAN]);
    const all = [MAN, WOMAN, KING, QUEEN];
    claim.that(
      nearest(context, distances, all) === WOMAN || nearest(context, distances, all) === KING,
      'no word of the question is nearest',
    );
    claim.atMost(distances[WOMAN]!, A.number(D / 64), 'the distance of c');
    claim.atMost(A.number(1), distances[QUEEN]!, '1 beside the distance of the word sought');
  },
  C4: async (context) => {
    const { random, claim } = context;
    const E = table(context, 5, 2);
    const question = [0, 1, 2].map(() => random.integer(0, 4));
    const shift = [random.integer(-8, 8), random.integer(-8, 8)];
    const before = await asked(context, E, question);
    const moved = await asked(
      context,
      map(E, (value, n) => value + shift[n % 2]!),
      question,
    );
    const axes = reorder(E, 1, [1, 0]);
    const turned = await asked(
      context,
      map(axes, (value, n) => (n % 2 === 0 ? -value : value)),
      question,
    );
    before.forEach((value, word) => {
      claim.equal(moved[word]!, value, `the distance of word ${word}, moved`);
      claim.equal(turned[word]!, value, `the distance of word ${word}, turned`);
    });
  },
  C5: withGradient(async ({ A, vjp, inputs, random, claim }) => {
    const [V, D] = inputs.E!.shape as [number, number];
    const distance = fill(inputs.E!, [inputs.a!.shape[0]!, V], () => random.integer(-8, 8) / 8);
    const { E } = await vjp(inputs, { distance });
    for (let d = 0; d < D; d++) {
      const column = E!.data.filter((_, n) => n % D === d);
      claim.equal(A.sum(column), A.number(0), `the sum of the gradient, feature ${d}`);
    }
  }),
});
