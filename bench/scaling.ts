import { kernels as js } from '../backends/js/kernels.ts';
import type { Kernels } from '../backends/lib/kernels.ts';
import { openWasm } from '../backends/wasm/open.ts';
import { Random } from '../properties/lib/random.ts';
import { freshKernels } from './lib/fresh-kernels.ts';
import { measure } from './lib/measure.ts';
import type { Cell, Table } from './lib/table.ts';

const random = new Random(1);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

/** One kernel, or a few, as one of their sizes grows: operations as the formula counts them. */
interface Growth {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly operands: (n: number) => Float32Array[];
  readonly run: (k: Kernels, n: number, operands: readonly Float32Array[]) => unknown;
  readonly flops: (n: number) => number;
}

const WIDTH = 128;

/** A step of a long short-term memory with as many inputs as units. */
function step(
  k: Kernels,
  x: Float32Array,
  h: Float32Array,
  c: Float32Array,
  W: Float32Array,
  b: Float32Array,
) {
  const [N, H] = [x.length / Math.sqrt(W.length / 4), Math.sqrt(W.length / 4)];
  const product = { rows: N, inner: H, columns: 4 * H, transposeB: true };
  const z = k.matmul(h, W, { ...product, plus: k.matmul(x, W, { ...product, plus: b }) });
  return k.lstmGates(z, c, N, H);
}

const stateOf = (N: number, H: number) => [N * H, N * H, N * H, 4 * H * H, 4 * H].map(normal);
const ofStep = (N: number, H: number) => 16 * N * H * H;
const grow = (to: number, from = 1) =>
  Array.from({ length: Math.log2(to / from) / 2 + 1 }, (_, n) => from * 4 ** n);

const growths: readonly Growth[] = [
  {
    name: 'matmul n×n, n',
    sizes: [4, 16, 64, 256, 512],
    operands: (n) => [normal(n * n), normal(n * n)],
    run: (k, n, [a, b]) => k.matmul(a, b, { rows: n, inner: n, columns: n }),
    flops: (n) => 2 * n ** 3,
  },
  {
    name: 'batch of matmul 16×16',
    sizes: grow(1024),
    operands: (n) => [normal(n * 256), normal(n * 256)],
    run: (k, n, [a, b]) => k.matmul(a, b, { batch: n, rows: 16, inner: 16, columns: 16 }),
    flops: (n) => n * 2 * 16 ** 3,
  },
  {
    name: `LSTM step of ${WIDTH} units, samples`,
    sizes: grow(256),
    operands: (n) => stateOf(n, WIDTH),
    run: (k, _, [x, h, c, W, b]) => step(k, x, h, c, W, b),
    flops: (n) => ofStep(n, WIDTH),
  },
  {
    name: 'LSTM step of 16 samples, units',
    sizes: grow(256, 4),
    operands: (n) => stateOf(16, n),
    run: (k, _, [x, h, c, W, b]) => step(k, x, h, c, W, b),
    flops: (n) => ofStep(16, n),
  },
  {
    name: 'LSTM run of 16 samples and 64 units, steps',
    sizes: grow(256),
    operands: () => stateOf(16, 64),
    run: (k, n, [x, h, c, W, b]) => {
      let state = { h1: h, c1: c };
      for (let t = 0; t < n; t++) state = step(k, x, state.h1, state.c1, W, b);
      return state;
    },
    flops: (n) => n * ofStep(16, 64),
  },
];

/** What one operation costs as sizes grow: the kernels' fixed costs at the left end, their caches at the right. */
export async function scaling(): Promise<Table> {
  await freshKernels();
  const { kernels: wasm, engine, build } = await openWasm();
  const rows: Cell[][] = [];
  for (const { name, sizes, operands, run, flops } of growths)
    for (const n of sizes) {
      const arrays = operands(n);
      const perFlop = async (call: () => unknown) => (1000 * (await measure(call))) / flops(n);
      const plain = await perFlop(() => run(js, n, arrays));
      const fast = arrays.map((array) => engine.heap.place(array));
      const compiled = await perFlop(() => engine.call(() => run(wasm, n, fast)));
      rows.push([name, n, plain, compiled, plain / compiled]);
    }
  return {
    title: `Nanoseconds an operation in float32 as sizes grow (wasm: ${build})`,
    columns: ['kernel', 'size', 'js', 'wasm', 'js ÷ wasm'],
    rows,
  };
}
