import type { Tensor } from '../spec/lib/tensor.ts';
import spec from '../spec/viterbi.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { wordsOf } from './lib/counted.ts';
import { fill, map, reorder, slice } from './lib/tensors.ts';

/** More than any path costs. */
const NEVER = 1000;

type Model = Record<'emission' | 'transition' | 'start' | 'end', Tensor>;

function priceOf({ emission, transition, start, end }: Model, path: readonly number[]): number {
  const K = start.data.length;
  const steps = path.reduce((sum, k, t) => {
    const move = t === 0 ? start.data[k]! : transition.data[path[t - 1]! * K + k]!;
    return sum + move + emission.data[t * K + k]!;
  }, 0);
  return steps + end.data[path.at(-1)!]!;
}

const turned = (matrix: Tensor): Tensor => {
  const K = matrix.shape[0]!;
  return map(matrix, (_, n) => matrix.data[(n % K) * K + Math.floor(n / K)]!);
};

/** Costs that keep a telescoping sum above zero; potentials are smaller. */
const LEVEL = 4000;

const backwards = (n: number) => Array.from({ length: n }, (_, k) => n - 1 - k);

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const model = inputs as Model;
    const [T, K] = model.emission.shape as [number, number];
    // Words that are turned round are sorted by their ends.
    const all = wordsOf(K, T).map((word) => word.toReversed());
    const least = Math.min(...all.map((path) => priceOf(model, path)));
    const first = all.find((path) => priceOf(model, path) === least);
    const { path, total } = await run(inputs);
    that(total!.data[0] === least, `it finds ${total!.data[0]}, and ${least} is possible`);
    that(String([...path!.data]) === String(first), `it goes ${path!.data}, not ${first}`);
  },
  C2: async ({ inputs, run, that }) => {
    const { path, total } = await run(inputs);
    const price = priceOf(inputs as Model, [...path!.data]);
    that(total!.data[0] === price, `${path!.data} costs ${price}, it says ${total!.data[0]}`);
  },
  C3: async ({ inputs, run, that }) => {
    const { emission, transition, start, end } = inputs as Model;
    const other = {
      emission: reorder(emission, 0, backwards(emission.shape[0]!)),
      transition: turned(transition),
      start: end,
      end: start,
    };
    const [there, back] = [(await run(inputs)).total!.data[0], (await run(other)).total!.data[0]];
    that(there === back, `forwards it costs ${there}, backwards ${back}`);
  },
  C4: async ({ inputs, random, run, that }) => {
    const [T, K] = inputs.emission!.shape as [number, number];
    const [step, more] = [random.integer(0, T - 1), random.integer(1, 9)];
    const emission = map(inputs.emission!, (cost, n) => cost + (Math.floor(n / K) === step ? more : 0));
    const [before, after] = [await run(inputs), await run({ ...inputs, emission })];
    const gap = after.total!.data[0]! - before.total!.data[0]!;
    that(gap === more, `${more} at step ${step} make ${gap} in all`);
    that(String(after.path!.data) === String(before.path!.data), 'it goes another way');
  },
  C5: async ({ inputs, random, run, that }) => {
    const { emission, transition, start, end } = inputs as Model;
    const [T, K] = emission.shape as [number, number];
    const level = random.integer(0, 5);
    const { path } = await run({ ...inputs, transition: map(transition, () => level) });
    for (const [t, k] of [...path!.data].entries()) {
      const cost = (state: number) =>
        emission.data[t * K + state]! +
        (t === 0 ? start.data[state]! : 0) +
        (t === T - 1 ? end.data[state]! : 0);
      const costs = Array.from({ length: K }, (_, state) => cost(state));
      const first = costs.indexOf(Math.min(...costs));
      that(k === first, `at step ${t} it is in ${k}, where ${first} is cheapest`);
    }
  },
  C6: async ({ inputs, random, run, that }) => {
    const { emission, transition, start, end } = inputs as Model;
    const names = random.permutation(start.data.length);
    const other = {
      emission: reorder(emission, 1, names),
      transition: reorder(reorder(transition, 0, names), 1, names),
      start: reorder(start, 0, names),
      end: reorder(end, 0, names),
    };
    const [before, after] = [(await run(inputs)).total!.data[0], (await run(other)).total!.data[0]];
    that(before === after, `renumbered it costs ${after}, not ${before}`);
  },
  C7: async ({ inputs, random, run, that }) => {
    const { emission, transition, start, end } = inputs as Model;
    const [T, K] = emission.shape as [number, number];
    if (T === 1) return;
    const cut = random.integer(1, T - 1);
    const sums = await Promise.all(
      Array.from({ length: K }, async (_, k) => {
        const only = fill(end, [K], (n) => (n === k ? 0 : NEVER));
        const from = fill(start, [K], (n) => transition.data[k * K + n]!);
        const first = await run({ emission: slice(emission, 0, 0, cut), transition, start, end: only });
        const second = await run({ emission: slice(emission, 0, cut, T), transition, start: from, end });
        return first.total!.data[0]! + second.total!.data[0]!;
      }),
    );
    const { total } = await run(inputs);
    that(
      total!.data[0] === Math.min(...sums),
      `it costs ${total!.data[0]}, in two parts ${Math.min(...sums)}`,
    );
  },
  C8: async ({ inputs, random, run, that }) => {
    const { emission, transition, start, end } = inputs as Model;
    const [T, K] = emission.shape as [number, number];
    const potential = Array.from({ length: K }, () => random.integer(0, LEVEL));
    const level = Array.from({ length: T }, () => random.integer(0, LEVEL));
    const { path, total } = await run({
      emission: map(emission, (_, n) => level[Math.floor(n / K)]!),
      transition: map(transition, (_, n) => LEVEL + potential[n % K]! - potential[Math.floor(n / K)]!),
      start: map(start, (_, k) => potential[k]!),
      end: map(end, (_, k) => LEVEL - potential[k]!),
    });
    const price = level.reduce((sum, cost) => sum + cost, T * LEVEL);
    that(total!.data[0] === price, `every path costs ${price}, it says ${total!.data[0]}`);
    that(
      path!.data.every((k) => k === 0),
      `of paths that cost the same it goes ${path!.data}`,
    );
  },
});
