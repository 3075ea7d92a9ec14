import { kernels } from '../backends/js/kernels.ts';
import type { Convolution } from '../backends/lib/kernels.ts';
import { Random } from '../properties/lib/random.ts';
import { measure } from './lib/measure.ts';
import * as naive from './lib/naive.ts';
import type { Cell, Table } from './lib/table.ts';

const random = new Random(1);
const normal = (length: number) => Float32Array.from({ length }, () => random.normal());

const SQUARE = { rows: 64, inner: 64, columns: 64 };
const PLANES: Convolution = {
  ...{ N: 1, G: 1, D: 8, E: 8, H: 32, W: 32, R: 3, S: 3, P: 32, Q: 32 },
  ...{ stride: 1, pad: 1, dilation: 1 },
};

/** The JavaScript kernels against the loops that one would write first. */
export async function kernelTimes(): Promise<Table> {
  const [a, b] = [normal(64 * 64), normal(64 * 64)];
  const [x, w, bias] = [normal(8 * 32 * 32), normal(8 * 8 * 9), normal(8)];
  const rows = normal(64 * 256);
  const pairs: readonly (readonly [string, () => unknown, () => unknown])[] = [
    [
      'matmul 64×64×64',
      () => naive.matmul(a, b, SQUARE.rows, SQUARE.inner, SQUARE.columns),
      () => kernels.matmul(a, b, SQUARE),
    ],
    [
      'convolve 8 channels of 32×32 with 8×8×3×3',
      () => naive.convolve(x, w, bias, PLANES),
      () => kernels.convolve(x, w, bias, PLANES),
    ],
    ['softmax of 64 rows of 256', () => naive.softmax(rows, 256), () => kernels.softmax(rows, 256)],
    [
      'normalise 64 rows of 256',
      () => naive.normalise(rows, 256, 1e-5),
      () => kernels.normalise(rows, 256, 1e-5),
    ],
  ];
  const table: Cell[][] = [];
  for (const [name, loops, kernel] of pairs) {
    const [slow, fast] = [await measure(loops), await measure(kernel)];
    table.push([name, slow, fast, slow / fast]);
  }
  return {
    title: 'JavaScript kernels in float32, µs a call',
    columns: ['kernel', 'plain loops', 'kernel', 'ratio'],
    rows: table,
  };
}
