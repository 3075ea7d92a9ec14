import type { Arithmetic } from '../reference/arithmetic/arithmetic.ts';
import spec from '../spec/bleu.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { type LawContext, laws, type Value } from './lib/laws.ts';
import type { Random } from './lib/random.ts';
import { reorder } from './lib/tensors.ts';

const WORDS = 7;

interface Sentence {
  readonly candidate: readonly number[];
  readonly references: readonly (readonly number[])[];
}

const ints = (shape: readonly number[], numbers: readonly number[]): Tensor => ({
  shape,
  data: Int32Array.from(numbers),
});

/** A corpus as tensors, padded with a number. */
function tensors(corpus: readonly Sentence[], padding = 0): Tensors {
  const R = corpus[0]!.references.length;
  const all = corpus.flatMap(({ references }) => references);
  const C = Math.max(1, ...corpus.map(({ candidate }) => candidate.length));
  const L = Math.max(1, ...all.map((one) => one.length));
  const filled = (text: readonly number[], length: number) =>
    Array.from({ length }, (_, n) => text[n] ?? padding);
  return {
    candidate: ints(
      [corpus.length, C],
      corpus.flatMap(({ candidate }) => filled(candidate, C)),
    ),
    length: ints(
      [corpus.length],
      corpus.map(({ candidate }) => candidate.length),
    ),
    reference: ints(
      [corpus.length, R, L],
      all.flatMap((one) => filled(one, L)),
    ),
    lengths: ints(
      [corpus.length, R],
      all.map((one) => one.length),
    ),
  };
}

/** Tensors as a corpus, without what stands behind the ends. */
function corpusOf({ candidate, length, reference, lengths }: Tensors): Sentence[] {
  const [S, R, L] = reference!.shape as [number, number, number];
  const C = candidate!.shape[1]!;
  const text = ({ data }: Tensor, row: number, width: number, end: number) => [
    ...data.slice(row * width, row * width + end),
  ];
  return Array.from({ length: S }, (_, s) => ({
    candidate: text(candidate!, s, C, length!.data[s]!),
    references: Array.from({ length: R }, (__, r) =>
      text(reference!, s * R + r, L, lengths!.data[s * R + r]!),
    ),
  }));
}

const drawn = (random: Random, length: number): number[] =>
  Array.from({ length }, () => random.integer(1, WORDS));

async function score({ run }: LawContext, corpus: Tensors, options: OptionValues): Promise<Value> {
  return (await run(corpus, options)).bleu!.data[0]!;
}

const brevity = (A: Arithmetic<Value>, words: number, wanted: number): Value =>
  words >= wanted ? A.number(1) : A.exp(A.ratio(BigInt(words - wanted), BigInt(words)));

const countOf = (text: readonly number[], word: number) => text.filter((one) => one === word).length;

export default laws(spec, {
  C1: async (context) => {
    const { A, inputs, options, random, claim } = context;
    const value = await score(context, inputs, options);
    claim.atMost(A.number(0), value, 'the score');
    claim.atMost(value, A.number(1), 'the score');
    const copied = corpusOf(inputs).map(({ references }) => {
      const long = references.map((one) => [...one, ...drawn(random, Number(options.order))]);
      return { candidate: random.pick(long), references: long };
    });
    claim.equal(await score(context, tensors(copied), options), A.number(1), 'the score of a reference');
  },
  C2: async (context) => {
    const { inputs, options, random, claim } = context;
    const before = await score(context, inputs, options);
    const sentences = random.permutation(inputs.length!.shape[0]!);
    const references = random.permutation(inputs.lengths!.shape[1]!);
    const shuffled = Object.fromEntries(
      Object.entries(inputs).map(([name, one]) => {
        const other = reorder(one, 0, sentences);
        return [
          name,
          name.startsWith('reference') || name === 'lengths' ? reorder(other, 1, references) : other,
        ];
      }),
    );
    claim.equal(await score(context, shuffled, options), before, 'the score in another order');
    const names = random.permutation(WORDS + 1);
    const renamed = corpusOf(inputs).map((one) => ({
      candidate: one.candidate.map((word) => names[word]!),
      references: one.references.map((text) => text.map((word) => names[word]!)),
    }));
    const other = tensors(renamed, random.integer(0, WORDS));
    claim.equal(await score(context, other, options), before, 'the score of renumbered words');
  },
  C3: async (context) => {
    const { A, options, random, claim } = context;
    const candidate = drawn(random, random.integer(1, 6));
    const [reference] = [drawn(random, random.integer(1, 6))];
    let hits = 0;
    for (let word = 1; word <= WORDS; word++)
      hits += Math.min(countOf(candidate, word), countOf(reference, word));
    const one = tensors([{ candidate, references: [reference] }]);
    const share = A.ratio(BigInt(hits), BigInt(candidate.length));
    const expected = A.mul(brevity(A, candidate.length, reference.length), share);
    const value = await score(context, one, { ...options, order: 1, smoothing: 'none' });
    claim.equal(value, expected, 'the score of single words');
  },
  C4: async (context) => {
    const { inputs, options, claim } = context;
    const plain = { ...options, smoothing: 'none' };
    const corpus = corpusOf(inputs);
    const twice = await score(context, tensors([...corpus, ...corpus]), plain);
    claim.equal(twice, await score(context, inputs, plain), 'the score of the corpus twice');
  },
  C5: async (context) => {
    const { inputs, options, random, claim } = context;
    const more = corpusOf(inputs).map(({ candidate, references }) => {
      const { length } = random.pick(references);
      const other = Array.from({ length }, (_, n) => candidate[n] ?? random.integer(1, WORDS));
      return { candidate, references: [...references, other] };
    });
    const before = await score(context, inputs, options);
    claim.atMost(before, await score(context, tensors(more), options), 'the score with fewer references');
  },
  C6: async (context) => {
    const { A, options, random, claim } = context;
    const order = random.integer(1, 2);
    const reference = drawn(random, 6);
    let before = A.number(0);
    for (let c = order; c <= reference.length; c++) {
      const one = tensors([{ candidate: reference.slice(0, c), references: [reference] }]);
      const value = await score(context, one, { ...options, order });
      claim.equal(value, brevity(A, c, reference.length), `the score of the first ${c} words`);
      claim.atMost(before, value, 'the score of fewer words');
      before = value;
    }
  },
  C7: async (context) => {
    const { A, options, random, claim } = context;
    const [word, other] = random.permutation(WORDS) as [number, number];
    const times = random.integer(1, 3);
    const c = random.integer(times, 7);
    const references = [
      [...new Array<number>(times).fill(word), ...new Array<number>(c - times).fill(other)],
      [word, ...new Array<number>(c - 1).fill(other)],
    ];
    const one = tensors([{ candidate: new Array<number>(c).fill(word), references }]);
    const value = await score(context, one, { ...options, order: 1 });
    claim.equal(value, A.ratio(BigInt(times), BigInt(c)), 'the score of one word alone');
  },
  C8: async (context) => {
    const { A, options, random, claim } = context;
    const text = drawn(random, 8);
    const c = random.integer(2, 7);
    const long = random.integer(c, text.length);
    const other = random.integer(1, text.length);
    const references = [long, other].map((length) => text.slice(0, length));
    const one = tensors([{ candidate: text.slice(0, c), references }]);
    const value = await score(context, one, { ...options, order: random.integer(1, 2) });
    const [apart, otherApart] = [long - c, Math.abs(other - c)];
    const closest = apart === otherApart ? Math.min(long, other) : apart < otherApart ? long : other;
    claim.equal(value, brevity(A, c, closest), `the score of ${c} words beside ${long} and ${other}`);
  },
});
