import type { Floats, Kernels } from '../../../backends/lib/kernels.ts';
import { joined } from './arrays.ts';
import type { Inputs } from './inputs.ts';
import type { Ready, Runs } from './library.ts';

/** Where kernels of ours run: how operands get there, and what a call of them stands in. */
export interface Place {
  readonly kernels: Kernels;
  put<F extends Floats>(array: F): F;
  call<Result>(run: () => Result): Result;
}

/** Plain JavaScript reads its arguments where they are. */
export const inPlace = (kernels: Kernels): Place => ({
  kernels,
  put: (array) => array,
  call: (run) => run(),
});

/** Every case, for whoever writes the kernels. */
export function ourRuns({ kernels: k, put, call }: Place): Runs {
  const several = (inputs: Inputs, run: (placed: Inputs) => readonly Floats[]): Ready => {
    const placed = Object.fromEntries(Object.entries(inputs).map(([name, array]) => [name, put(array)]));
    return { run: () => call(() => run(placed)), result: () => call(() => joined(run(placed))) };
  };
  const one = (inputs: Inputs, run: (placed: Inputs) => Floats) => several(inputs, (placed) => [run(placed)]);
  const matmul = (n: number, inputs: Inputs) =>
    one(inputs, ({ a, b }) => k.matmul(a, b, { rows: n, inner: n, columns: n }));
  return {
    matmul: ({ sizes }, inputs) => matmul(sizes.n, inputs),
    doubleMatmul: ({ sizes }, inputs) => matmul(sizes.n, inputs),
    convolve: ({ sizes }, inputs) => one(inputs, ({ x, w, bias }) => k.convolve(x, w, bias, sizes)),
    convolveInputGradient: ({ sizes }, inputs) =>
      one(inputs, ({ dy, w }) => k.convolveInputGradient(dy, w, sizes)),
    convolveWeightGradient: ({ sizes }, inputs) =>
      one(inputs, ({ x, dy }) => k.convolveWeightGradient(x, dy, sizes)),
    softmax: ({ sizes }, inputs) => one(inputs, ({ x }) => k.softmax(x, sizes.columns)),
    layerNorm: ({ sizes }, inputs) =>
      one(inputs, ({ x, gamma, beta }) => k.layerNorm(x, gamma, beta, sizes.columns, 1e-5)),
    sigmoid: (_, inputs) => one(inputs, ({ x }) => k.map('sigmoid', x)),
    tanh: (_, inputs) => one(inputs, ({ x }) => k.map('tanh', x)),
    exp: (_, inputs) => one(inputs, ({ x }) => k.map('exp', x)),
    maxPool: ({ sizes }, inputs) => one(inputs, ({ x }) => k.maxPool(x, sizes)),
    attention: ({ sizes }, inputs) => one(inputs, ({ Q, K, V }) => k.attend(Q, K, V, sizes)),
    lstmStep: ({ sizes: { N, D, H } }, inputs) =>
      several(inputs, ({ x, h, c, W, U, b }) => {
        const product = { rows: N, columns: 4 * H, transposeB: true };
        const fromX = k.matmul(x, W, { ...product, inner: D, plus: b });
        const z = k.matmul(h, U, { ...product, inner: H, plus: fromX });
        const { h1, c1 } = k.lstmGates(z, c, N, H);
        return [h1, c1];
      }),
  };
}
