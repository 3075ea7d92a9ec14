import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import spec from '../spec/receptive-field.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const { field } = await run(inputs);
    layers(inputs).forEach((_, l, all) => {
      const seen = influence(all.slice(0, l + 1), 0);
      const reach = Math.max(...seen) - Math.min(...seen) + 1;
      that(field!.data[l] === reach, `the field of layer ${l} is ${field!.data[l]}, and ${[...seen]} count`);
    });
  },
  C2: async ({ inputs, random, run, that }) => {
    const { jump } = await run(inputs);
    const at = random.integer(0, 3);
    layers(inputs).forEach((_, l, all) => {
      const [here, next] = [at, at + 1].map((place) => Math.min(...influence(all.slice(0, l + 1), place)));
      that(jump!.data[l] === next! - here!, `the jump is ${jump!.data[l]}, from ${here} to ${next}`);
    });
  },
  C3: async ({ inputs, random, run, that }) => {
    const all = layers(inputs);
    const at = random.integer(0, all.length);
    const [before, after] = [await run(inputs), await run(from(all.toSpliced(at, 0, [1, 1])))];
    for (const name of ['field', 'jump'])
      that(
        before[name]!.data.at(-1) === after[name]!.data.at(-1),
        `with a window of one at layer ${at} the ${name} is ${after[name]!.data.at(-1)}`,
      );
  },
  C4: async ({ inputs, random, run, that }) => {
    const still = layers(inputs).map(([kernel]): Layer => [kernel, 1]);
    const order = random.permutation(still.length);
    const sum = still.reduce((sum, [kernel]) => sum + kernel - 1, 1);
    for (const one of [still, order.map((l) => still[l]!)]) {
      const last = (await run(from(one))).field!.data.at(-1);
      that(last === sum, `the field is ${last}, must be ${sum}`);
    }
  },
  C5: async ({ random, run, that }) => {
    const stride = random.integer(1, 9);
    const without = (
      await run(
        from([
          [3, 1],
          [3, 1],
        ]),
      )
    ).field!.data.at(-1)!;
    const pooled = (
      await run(
        from([
          [3, 1],
          [3, stride],
          [3, 1],
        ]),
      )
    ).field!.data.at(-1)!;
    that(without === 5, `without pooling the field is ${without}`);
    that(pooled === 5 + 2 * stride, `with a stride of ${stride} the field is ${pooled}`);
    that(pooled > without, `pooling makes ${without} into ${pooled}`);
  },
});

type Layer = readonly [kernel: number, stride: number];

const layers = ({ kernel, stride }: Tensors): Layer[] =>
  Array.from(kernel!.data, (size, l) => [size, stride!.data[l]!]);

function from(all: readonly Layer[]): Tensors {
  const of = (part: 0 | 1): Tensor => ({
    shape: [all.length],
    data: Int32Array.from(all, (layer) => layer[part]),
  });
  return { kernel: of(0), stride: of(1) };
}

/** The inputs on which an output of the last layer depends. */
function influence(all: readonly Layer[], output: number): Set<number> {
  let places = new Set([output]);
  for (const [kernel, stride] of all.toReversed()) {
    const below = [...places].flatMap((p) => Array.from({ length: kernel }, (_, k) => p * stride + k));
    places = new Set(below);
  }
  return places;
}
