import spec from '../spec/grid-cells.ts';
import type { OptionValues, Tensor, Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { numbers, wordsOf } from './lib/counted.ts';

const sizesOf = (options: OptionValues) => options as Record<'k' | 'd', number>;

const from = (points: readonly (readonly number[])[]): Record<'points', Tensor> => ({
  points: { shape: [points.length, points[0]!.length], data: Int32Array.from(points.flat()) },
});

const rows = ({ points }: Tensors): number[][] => {
  const [N, d] = points!.shape as [number, number];
  return Array.from({ length: N }, (_, n) => [...points!.data.slice(n * d, (n + 1) * d)]);
};

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const { cells, occupied } = numbers(await run(inputs));
    const N = inputs.points!.shape[0]!;
    that(occupied! <= Math.min(N, cells!), `${N} points occupy ${occupied} of ${cells} cells`);
    that(occupied! >= 1, `${N} points occupy ${occupied} cells`);
  },
  C2: async ({ options, random, run, that }) => {
    const { k, d } = sizesOf(options);
    const all = wordsOf(k, d);
    const full = numbers(await run(from(all)));
    that(full.cells === all.length, `${full.cells} cells, and ${all.length} can be written down`);
    that(full.occupied === all.length, `${full.occupied} of ${all.length} cells are occupied`);
    const less = numbers(await run(from(all.toSpliced(random.integer(0, all.length - 1), 1))));
    that(less.occupied === all.length - 1, `without one ${less.occupied} cells are occupied`);
  },
  C3: async ({ inputs, options, random, run, that }) => {
    const { k, d } = sizesOf(options);
    const now = numbers(await run(inputs));
    const longer = rows(inputs).map((point) => [...point, random.integer(0, k - 1)]);
    const next = numbers(await run(from(longer), { k, d: d + 1 }));
    that(next.cells === k * now.cells!, `another axis makes ${next.cells} cells of ${now.cells}`);
    const [share, bound] = [next.occupied! / next.cells!, longer.length / k ** (d + 1)];
    that(share <= bound, `${share} of the cells are occupied, at most ${bound} can be`);
    that(share <= now.occupied! / now.cells!, `the occupied share rises to ${share}`);
  },
  C4: async ({ inputs, random, run, that }) => {
    const points = rows(inputs);
    const order = random.permutation(points.length);
    const shuffled = [...order.map((n) => points[n]!), points[0]!];
    const [before, after] = [numbers(await run(inputs)), numbers(await run(from(shuffled)))];
    that(before.occupied === after.occupied, `${before.occupied} cells, repeated ${after.occupied}`);
  },
  C5: async ({ random, run, that }) => {
    const points = Array.from({ length: 20 }, () => Array.from({ length: 8 }, () => random.integer(0, 9)));
    const { cells, occupied } = numbers(await run(from(points), { k: 10, d: 8 }));
    that(occupied! <= points.length, `${points.length} points occupy ${occupied} cells`);
    that(1_000_000 / cells! <= 0.01, `a million points can occupy ${1_000_000 / cells!} of the cells`);
  },
});
