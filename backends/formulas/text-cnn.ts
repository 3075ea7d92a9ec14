import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { firstLargest } from '../lib/maxima.ts';
import type { Sizes } from '../lib/signature.ts';
import { wordWindows } from '../lib/word-windows.ts';

/** Of responses z[N·F, P] the first largest of each row. */
const winners = (z: Floats, P: number): Int32Array =>
  Int32Array.from({ length: z.length / P }, (_, row) =>
    firstLargest(
      z,
      Array.from({ length: P }, (_, p) => row * P + p),
    ),
  );

/** Convolution along the words, ReLU, maximum over time, dense layer, softmax. */
export default formula(
  'text-cnn(x[N,T,D], w[F,K,D], b[F], V[C,F], c[C]) -> y[N,C]',
  (options, { T, K }) => {
    if (T < K) options.reject(`x to have at least K = ${K} words`, T);
    return {};
  },
  (k) => {
    const run = (x: Floats, w: Floats, b: Floats, V: Floats, c: Floats, sizes: Sizes) => {
      const convolution = wordWindows(sizes);
      const head = { rows: sizes.N, inner: sizes.F, columns: sizes.C };
      const z = k.convolve(x, w, b, convolution);
      const responses = k.map('relu', z);
      const chosen = winners(responses, convolution.P);
      const m = k.gather(responses, chosen, 1);
      return { convolution, head, z, chosen, m, y: k.softmax(dense(k, m, V, head, c), sizes.C) };
    };
    return {
      forward: ({ x, w, b, V, c }, sizes) => ({ y: run(x, w, b, V, c, sizes).y }),

      vjp({ x, w, b, V, c }, { y: dy }, sizes) {
        const { convolution, head, z, chosen, m, y } = run(x, w, b, V, c, sizes);
        const ds = k.softmaxGradient(y, dy, sizes.C);
        const to = denseGradient(k, m, V, ds, head);
        const dz = k.mapGradient('relu', z, k.scatterAdd(to.x, chosen, z.length, 1));
        return {
          x: k.convolveInputGradient(dz, w, convolution),
          w: k.convolveWeightGradient(x, dz, convolution),
          b: k.sum(k.sum(dz, sizes.N * sizes.F, convolution.P, 1), 1, sizes.N, sizes.F),
          V: to.W,
          c: k.sum(ds, 1, sizes.N, sizes.C),
        };
      },
    };
  },
);
