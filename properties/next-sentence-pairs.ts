import type { Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/next-sentence-pairs.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { map } from './lib/tensors.ts';

const NEXT = 0;
const OTHER = 1;

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const of = documents(inputs);
    for (const [i, { first, second, label }] of read(await run(inputs)).entries()) {
      const begins = of[i] === of[i + 1];
      that((first === -1) !== begins, `sentence ${i} begins the pair ${first}, ${second}`);
      if (!begins) continue;
      const follows = second === first + 1 && of[first] === of[second];
      that(first === i && (label === NEXT || label === OTHER), `pair ${i} is ${first}, label ${label}`);
      that(follows === (label === NEXT), `the pair ${first}, ${second} has the label ${label}`);
    }
  },
  C2: async ({ inputs, run, that }) => {
    const of = documents(inputs);
    for (const { first, second, label } of read(await run(inputs)))
      if (label === OTHER)
        that(of[first] !== of[second], `the negative ${first}, ${second} is of one document`);
  },
  C3: async ({ inputs, run, that }) => {
    const two = withTwoDocuments(inputs);
    const one = read(await run(two));
    const other = read(await run({ ...two, coin: map(two.coin!, (coin) => 1 - coin) }));
    const counts = { positive: 0, negative: 0 };
    for (const [i, { first, label }] of one.entries()) {
      if (first === -1) continue;
      that(label + other[i]!.label === NEXT + OTHER, `both sides of the coin give ${i} the label ${label}`);
      for (const row of [label, other[i]!.label]) counts[row === NEXT ? 'positive' : 'negative']++;
    }
    that(counts.positive === counts.negative, `${counts.positive} positives, ${counts.negative} negatives`);
  },
  C4: async ({ inputs, run, that }) => {
    const more = withTwoDocuments(inputs);
    const two: Tensors = { ...more, coin: map(more.coin!, () => 1) };
    const of = documents(two);
    const i = of.findIndex((document, n) => document === of[n + 1]);
    const others = of.flatMap((document, j) => (document === of[i] ? [] : [j]));
    const seconds: number[] = [];
    for (let n = 0; n < others.length; n++)
      seconds.push(read(await run({ ...two, draw: map(two.draw!, () => n) }))[i]!.second);
    that(
      String(seconds.toSorted((a, b) => a - b)) === String(others),
      `the draws give ${seconds} after ${i}, the sentences of other documents are ${others}`,
    );
  },
  C5: async ({ inputs, run, that }) => {
    const one = { ...inputs, document: map(inputs.document!, () => 5) };
    for (const { first, second, label } of read(await run(one)))
      that(first === -1 || (second === first + 1 && label === NEXT), `${first}, ${second}, label ${label}`);
  },
});

const documents = ({ document }: Tensors): number[] => [...document!.data];

function read({ first, second, label }: Tensors) {
  const columns = [first!, second!, label!].map(({ data }) => [...data]) as [number[], number[], number[]];
  return columns[0].map((one, i) => ({ first: one, second: columns[1][i]!, label: columns[2][i]! }));
}

/** The same with four sentences more, of two new documents. */
function withTwoDocuments({ document, coin, draw }: Tensors): Tensors {
  const more = ({ data }: { readonly data: ArrayLike<number> }, added: readonly number[]) => ({
    shape: [data.length + added.length],
    data: Int32Array.from([...Array.from(data), ...added]),
  });
  return {
    document: more(document!, [900, 900, 901, 901]),
    coin: more(coin!, [0, 1, 1, 0]),
    draw: more(draw!, [3, 1, 4, 1]),
  };
}
