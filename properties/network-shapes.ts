import { completed, count, outputShape } from '../reference/lib/layout.ts';
import { prepare } from '../reference/lib/prepare.ts';
import conv2d from '../spec/conv2d.ts';
import type { OptionValues, Tensors } from '../spec/lib/tensor.ts';
import linear from '../spec/linear.ts';
import maxPool from '../spec/max-pool2d.ts';
import spec from '../spec/network-shapes.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { entries } from './lib/entries.ts';

const [CONVOLUTION, POOLING, GLOBAL, FLATTEN, DENSE] = [0, 1, 2, 3, 4];

type Shape = readonly [height: number, width: number, channels: number];
type Layer = Readonly<Record<'kind' | 'kernel' | 'stride' | 'pad' | 'units', number>>;

const LAYER: Layer = { kind: FLATTEN, kernel: 1, stride: 1, pad: 0, units: 1 };

export default algorithmLaws(spec, {
  C1: async ({ inputs, options, run, that }) => {
    const { shapes } = read(await run(inputs));
    let before: Shape | undefined = imageOf(options);
    layersOf(inputs).forEach((layer, l) => {
      before = before && given(before, layer);
      const must = before ?? [-1, -1, -1];
      that(String(shapes[l]) === String(must), `layer ${l} gives ${shapes[l]}, must give ${must}`);
    });
  },
  C2: async ({ inputs, options, run, that }) => {
    const { shapes, weights, biases, total } = read(await run(inputs));
    let sum = 0;
    layersOf(inputs).forEach(({ kind, kernel, units }, l) => {
      if (shapes[l]![0] === -1) return;
      const [height, width, channels] = l === 0 ? imageOf(options) : shapes[l - 1]!;
      const filters = { D: channels, E: units, R: kernel, S: kernel };
      const held = (which: 0 | 1) =>
        kind === CONVOLUTION
          ? entries(prepare(conv2d), [['w', 'b'][which]!], filters)
          : kind === DENSE
            ? entries(prepare(linear), [['W', 'b'][which]!], { D: height * width * channels, O: units })
            : 0;
      that(weights[l] === held(0), `layer ${l} has ${weights[l]} weights, must have ${held(0)}`);
      that(biases[l] === held(1), `layer ${l} has ${biases[l]} biases, must have ${held(1)}`);
      sum += held(0) + held(1);
    });
    const must = shapes.at(-1)![0] === -1 ? -1 : sum;
    that(total === must, `the total is ${total}, must be ${must}`);
  },
  C3: async ({ options, random, run, that }) => {
    const dense = { ...LAYER, kind: DENSE, units: random.integer(1, 9) };
    const weightsAfter = async (kind: number) =>
      read(await run(from([{ ...LAYER, kind }, dense]), options)).weights[1]!;
    const [flat, global] = [await weightsAfter(FLATTEN!), await weightsAfter(GLOBAL!)];
    const [height, width] = imageOf(options);
    that(
      flat === height * width * global,
      `${flat} weights after flattening, ${global} after global pooling`,
    );
    that(global > 0, `${global} weights after global pooling`);
  },
  C4: async ({ options, random, run, that }) => {
    const units = random.integer(1, 9);
    const even = { ...options, height: 2 * imageOf(options)[0], width: 2 * imageOf(options)[1] };
    const pool = { ...LAYER, kind: POOLING, kernel: 2, stride: 2 };
    for (const [kind, share] of [
      [DENSE, 4],
      [CONVOLUTION, 1],
    ] as const) {
      const last = { ...LAYER, kind: kind!, units };
      const without = read(await run(from([last]), even));
      const pooled = read(await run(from([pool, last]), even));
      const [before, after] = [without.weights[0]!, pooled.weights[1]!];
      that(before === share * after, `a layer of kind ${kind}: ${before} weights, ${after} after pooling`);
      that(pooled.weights[0] === 0 && pooled.biases[0] === 0, 'a pooling has parameters');
      const half = [even.height / 2, even.width / 2];
      that(String(pooled.shapes[0]!.slice(0, 2)) === String(half), `pooled to ${pooled.shapes[0]}`);
    }
  },
  C5: async ({ inputs, options, random, run, that }) => {
    const layers = layersOf(inputs);
    const whole = read(await run(inputs));
    if (layers.length === 1 || whole.total === -1) return;
    const cut = random.integer(1, layers.length - 1);
    const first = read(await run(from(layers.slice(0, cut)), options));
    const [height, width, channels] = first.shapes.at(-1)!;
    const second = read(await run(from(layers.slice(cut)), { height, width, channels }));
    const shapes = [...first.shapes, ...second.shapes];
    that(String(shapes) === String(whole.shapes), `shapes ${whole.shapes}, cut at ${cut} ${shapes}`);
    that(whole.total === first.total + second.total, `${whole.total}, not ${first.total} + ${second.total}`);
  },
});

const imageOf = ({ height, width, channels }: OptionValues): Shape => [
  Number(height),
  Number(width),
  Number(channels),
];

const layersOf = (inputs: Tensors): Layer[] =>
  Array.from(inputs.kind!.data, (_, l) =>
    Object.fromEntries(Object.entries(inputs).map(([name, { data }]) => [name, data[l]!])),
  ) as Layer[];

const from = (layers: readonly Layer[]): Tensors =>
  Object.fromEntries(
    Object.keys(LAYER).map((name) => [
      name,
      { shape: [layers.length], data: Int32Array.from(layers, (layer) => layer[name as keyof Layer]) },
    ]),
  );

/** What the formula of a layer gives; undefined where its window does not fit. */
function given([H, W, C]: Shape, { kind, kernel, stride, pad, units }: Layer): Shape | undefined {
  if (kind === GLOBAL) return [1, 1, C];
  if (kind === FLATTEN) return [1, 1, count([H, W, C])];
  if (kind === DENSE) return [1, 1, units];
  if (kernel > Math.min(H, W) + 2 * pad) return undefined;
  const [tensors, sizes, options] =
    kind === CONVOLUTION
      ? [prepare(conv2d).tensors, { D: C, E: units, R: kernel, S: kernel }, { dilation: 1, groups: 1 }]
      : [prepare(maxPool).tensors, { C }, { kernel, ceil: false }];
  const asked = { stride, pad, ...options } as OptionValues;
  const all = completed(tensors, { ...sizes, N: 1, H, W, groups: 1 }, asked);
  const [, channels, P, Q] = outputShape(tensors, 'y', all, asked);
  return [P!, Q!, channels!];
}

const read = ({ shapes, weights, biases, total }: Tensors) => ({
  shapes: Array.from(weights!.data, (_, l) => [...shapes!.data.slice(3 * l, 3 * l + 3)] as unknown as Shape),
  weights: [...weights!.data],
  biases: [...biases!.data],
  total: total!.data[0]!,
});
