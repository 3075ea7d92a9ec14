import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';
import { wordWindows } from '../lib/word-windows.ts';

/** The response of every filter to every window of words, cut off below zero. */
export default formula(
  'text-convolution(x[N,T,D], w[F,K,D], b[F]) -> y[N,P,F]',
  (options, { T, K }) => {
    if (T < K) options.reject(`x to have at least K = ${K} words`, T);
    return { P: T - K + 1 };
  },
  (k) => {
    /** z[N,F,P], as a convolution has its maps. */
    const responses = (x: Floats, w: Floats, b: Floats, sizes: Sizes) =>
      k.convolve(x, w, b, wordWindows(sizes));

    return {
      forward({ x, w, b }, sizes, { P }) {
        const z = responses(x, w, b, sizes);
        return { y: k.swapAxes(k.map('relu', z), sizes.N, sizes.F, P, 1) };
      },

      vjp({ x, w, b }, { y: dy }, sizes, { P }) {
        const { N, F } = sizes;
        const dz = k.mapGradient('relu', responses(x, w, b, sizes), k.swapAxes(dy, N, P, F, 1));
        return {
          x: k.convolveInputGradient(dz, w, wordWindows(sizes)),
          w: k.convolveWeightGradient(x, dz, wordWindows(sizes)),
          b: k.sum(k.sum(dz, N * F, P, 1), 1, N, F),
        };
      },
    };
  },
);
