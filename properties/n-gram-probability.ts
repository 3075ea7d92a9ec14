import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/n-gram-probability.ts';
import { wordsOf } from './lib/counted.ts';
import { type LawContext, laws, seldom, type Value } from './lib/laws.ts';
import { exact } from './lib/products.ts';
import type { Random } from './lib/random.ts';
import { shareIs } from './lib/sequential.ts';
import { fill } from './lib/tensors.ts';

type Model = Record<'p1' | 'p2' | 'p3', Tensor>;

/** `rows` distributions of V words in 32nds, none of them 0. */
function distributions(random: Random, rows: number, V: number): number[] {
  return Array.from({ length: rows }, () => {
    const free = Array.from({ length: V - 1 }, () => random.integer(1, 10) / 32);
    return [...free, 1 - free.reduce((sum, p) => sum + p, 0)];
  }).flat();
}

const tensor = ({ inputs }: LawContext, shape: readonly number[], values: readonly number[]): Tensor =>
  fill(inputs.p1!, shape, (n) => values[n]!);

function modelOf(context: LawContext, V: number): Model {
  const { random } = context;
  return {
    p1: tensor(context, [V], distributions(random, 1, V)),
    p2: tensor(context, [V, V], distributions(random, V, V)),
    p3: tensor(context, [V, V, V], distributions(random, V * V, V)),
  };
}

/** The logarithms of the probabilities of sentences of one length. */
async function logs(
  { run, inputs }: LawContext,
  model: Tensors,
  sentences: readonly (readonly number[])[],
  order: number,
): Promise<readonly Value[]> {
  const T = sentences[0]!.length;
  const s = fill(inputs.s!, [sentences.length, T], (n) => sentences[Math.floor(n / T)]![n % T]!);
  return (await run({ ...model, s }, { order })).logp!.data;
}

/** A sentence of T words. */
const sentence = (random: Random, V: number, T: number): number[] =>
  Array.from({ length: T }, () => random.integer(0, V - 1));

const anyOrder = ({ random }: LawContext): number => random.integer(1, 3);

export default laws(spec, {
  C1: async (context) => {
    const { A, random, claim } = context;
    const V = random.integer(2, 3);
    const all = wordsOf(V, random.integer(1, 4));
    const model = modelOf(context, V);
    for (const order of [1, 2, 3]) {
      const found = await logs(context, model, all, order);
      claim.equal(A.sum(found.map(A.exp)), A.number(1), `the sum over all sentences for order ${order}`);
    }
  },
  C2: async (context) => {
    const { random, claim } = context;
    const words = sentence(random, 3, 5);
    const shuffled = random.permutation(5).map((t) => words[t]!);
    const [one, other] = await logs(context, modelOf(context, 3), [words, shuffled], 1);
    claim.equal(other!, one!, 'the shuffled sentence');
  },
  C3: async (context) => {
    const { A, random, claim } = context;
    const [V, T] = [random.integer(2, 3), random.integer(1, 4)];
    const model = modelOf(context, V);
    const sentences = wordsOf(V, T);
    const found = await logs(context, model, sentences, 2);
    const [start, step] = [exact(A, model.p1).data, exact(A, model.p2).data];
    let state: readonly Value[] = start;
    for (let t = 1; t < T; t++)
      state = state.map((_, to) => A.sum(state.map((p, from) => A.mul(p, step[V * from + to]!))));
    state.forEach((p, word) => {
      const ending = found.filter((_, n) => sentences[n]!.at(-1) === word).map(A.exp);
      claim.equal(A.sum(ending), p, `all that end in ${word}`);
    });
  },
  C4: async (context) => {
    const { random, claim } = context;
    const V = 3;
    const model = modelOf(context, V);
    const { p1, p2 } = model;
    const words = [sentence(random, V, 5)];
    const p3 = fill(p2, [V, V, V], (n) => p2.data[n % (V * V)]!);
    const [second] = await logs(context, model, words, 2);
    claim.equal(
      (await logs(context, { p1, p2, p3 }, words, 3))[0]!,
      second!,
      'order 3 without the second word',
    );
    const unigram = (shape: number[]) => fill(p1, shape, (n) => p1.data[n % V]!);
    const independent = { p1, p2: unigram([V, V]), p3: unigram([V, V, V]) };
    const [first] = await logs(context, model, words, 1);
    claim.equal((await logs(context, independent, words, 3))[0]!, first!, 'order 3 without any context');
  },
  C5: async (context) => {
    const { A, random, claim } = context;
    const texts = wordsOf(2, 3);
    const number = (x: number) => A.number(x);
    const judge = async (p1: number[], p2: number[], p3: number[], order: number, what: string) => {
      const of = (values: readonly number[], shape: readonly number[]) => tensor(context, shape, values);
      const model = { p1: of(p1, [2]), p2: of(p2, [2, 2]), p3: of(p3, [2, 2, 2]) };
      const found = await logs(context, model, texts, order);
      return texts.map((text, n) => ({ text, P: A.exp(found[n]!), what: `(${text}) of ${what}` }));
    };
    const [p1, p2, p3] = [1, 2, 4].map((rows) => distributions(random, rows, 2)) as [
      number[],
      number[],
      number[],
    ];
    const joint = ([a, b, c]: readonly number[], third: readonly number[]) =>
      A.mul(A.mul(number(p1[a!]!), number(p2[2 * a! + b!]!)), number(third[4 * a! + 2 * b! + c!]!));
    for (const { text, P, what } of await judge(p1, p2, p3, 3, 'any source'))
      claim.equal(P, joint(text, p3), what);
    for (const { text, P, what } of await judge(p1, p2, p3, 2, 'a first-order source'))
      claim.equal(P, joint(text, [...p2, ...p2]), what);
    // The third word mostly tells whether the first two are equal; of the second alone it knows nothing.
    const half = [0.5, 0.5];
    const tells = [0.125, 0.875, 0.875, 0.125, 0.875, 0.125, 0.125, 0.875];
    const own = ([a, b, c]: readonly number[]) => number(0.25 * tells[4 * a! + 2 * b! + c!]!);
    for (const { text, P, what } of await judge(half, [...half, ...half], tells, 3, 'what tells'))
      claim.equal(P, own(text), what);
    for (const { P, what } of await judge(half, [...half, ...half], tells, 2, 'what tells, by order 2'))
      claim.equal(P, number(0.125), what);
  },
  C6: async (context) => {
    const { A, random, claim } = context;
    const V = 2;
    const model = modelOf(context, V);
    const T = 5;
    for (const order of [1, 2, 3]) {
      const words = sentence(random, V, T);
      const far = words.map((word, t) => (t === T - 1 - order ? 1 - word : word));
      const added = async (by: number, table: Tensors) => {
        const whole = await logs(context, table, [words, far], by);
        const head = await logs(context, table, [words.slice(0, -1), far.slice(0, -1)], by);
        return whole.map((value, n) => A.exp(A.sub(value, head[n]!)));
      };
      const [same, other] = await added(order, model);
      claim.equal(other!, same!, `the last word given another word ${order} before it, for order ${order}`);
      if (order === 3) continue;
      const copied = (n: number) => [0.25, 0.75][(n + Math.floor(n / V ** order)) % 2]!;
      const seeing = { ...model, [`p${order + 1}`]: fill(model.p1, [V, V, V].slice(2 - order), copied) };
      const [one, changed] = await added(order + 1, seeing);
      claim.equal(A.abs(A.sub(one!, changed!)), A.number(0.5), `the difference that order ${order + 1} sees`);
    }
  },
  C7: seldom(async (context) => {
    const { A, random } = context;
    const [V, T] = [2, 3];
    const model = modelOf(context, V);
    const order = anyOrder(context);
    const draw = () => {
      const words: number[] = [];
      for (let t = 0; t < T; t++) {
        const before = words.slice(Math.max(0, t - order + 1));
        const table = model[`p${before.length + 1}` as keyof Model].data;
        const row = before.reduce((index, word) => V * index + word, 0);
        words.push(random.next() < table[V * row]! ? 0 : 1);
      }
      return String(words);
    };
    const chosen = sentence(random, V, T);
    const [log] = await logs(context, model, [chosen], order);
    const share = A.toNumber(A.exp(log!));
    await shareIs(
      () => [draw() === String(chosen)],
      share,
      0.1,
      `the share of (${chosen}) for order ${order}`,
    );
  }),
  C8: async (context) => {
    const { A, random, claim } = context;
    const model = modelOf(context, 3);
    const words = sentence(random, 3, 5);
    const order = anyOrder(context);
    const cut = random.integer(3, 4);
    const [whole] = await logs(context, model, [words], order);
    const [front] = await logs(context, model, [words.slice(0, cut)], order);
    const before = words.slice(cut - 2, cut);
    const [back] = await logs(context, model, [words.slice(cut - 2)], order);
    const [known] = await logs(context, model, [before], order);
    claim.equal(whole!, A.add(front!, A.sub(back!, known!)), 'the two parts');
  },
});
