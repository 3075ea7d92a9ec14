import { prepare } from '../reference/lib/prepare.ts';
import spec from '../spec/dense-parameters.ts';
import type { Tensor, Tensors } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { operationsOf } from './lib/counted.ts';
import { entries } from './lib/entries.ts';

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const { weights, biases } = read(await run(inputs));
    layersOf(inputs.widths!).forEach(([D, O], l) => {
      const W = entries(prepare(linear), ['W'], { D, O });
      const b = options.bias ? entries(prepare(linear), ['b'], { D, O }) : 0;
      that(weights[l] === W, `layer ${l} has ${weights[l]} weights, and W has ${W} entries`);
      that(biases[l] === b, `layer ${l} has ${biases[l]} biases, and b has ${b} entries`);
    });
  },
  C2: async ({ inputs, run, that }) => {
    const { weights } = read(await run(inputs));
    layersOf(inputs.widths!).forEach(([D, O], l) => {
      const { multiplications } = operationsOf(linear, { D, O });
      that(weights[l] === multiplications, `layer ${l}: ${weights[l]} weights, ${multiplications} products`);
    });
  },
  C3: async ({ inputs, options, run, that }) => {
    const { total } = read(await run(inputs));
    const more = options.bias ? 1 : 0;
    const sum = layersOf(inputs.widths!).reduce((sum, [D, O]) => sum + (D + more) * O, 0);
    that(total === sum, `the total is ${total}, must be ${sum}`);
  },
  C4: async ({ inputs, run, that }) => {
    const { weights } = read(await run(inputs));
    const turned = read(await run({ widths: of(Array.from(inputs.widths!.data).reverse()) }));
    that(
      String(turned.weights.reverse()) === String(weights),
      `turned round, the weights are ${turned.weights}`,
    );
  },
  C5: async ({ inputs, random, run, that }) => {
    const widths = Array.from(inputs.widths!.data);
    const at = random.integer(1, widths.length - 1);
    const between = random.integer(1, 6);
    const whole = await run({ widths: of([...widths.slice(0, at), between, ...widths.slice(at)]) });
    const parts = await Promise.all(
      [
        [...widths.slice(0, at), between],
        [between, ...widths.slice(at)],
      ].map((part) => run({ widths: of(part) })),
    );
    const sum = parts.reduce((sum, part) => sum + read(part).total, 0);
    that(read(whole).total === sum, `the total is ${read(whole).total}, and that of its parts ${sum}`);
  },
});

const of = (widths: readonly number[]): Tensor => ({ shape: [widths.length], data: Int32Array.from(widths) });

/** Inputs and outputs of each layer. */
const layersOf = ({ data }: Tensor): [number, number][] =>
  Array.from(data.slice(1), (width, l) => [data[l]!, width]);

const read = ({ weights, biases, total }: Tensors) => ({
  weights: Array.from(weights!.data),
  biases: Array.from(biases!.data),
  total: total!.data[0]!,
});
