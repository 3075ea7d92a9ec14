import { formula } from '../lib/formula.ts';
import { readConvolution } from '../lib/windows.ts';

/** Cross-correlation, linear in x and in w; the gradients are its two adjoints, and db the sum over the places. */
export default formula('conv2d(x[N,C,H,W], w[F,D,R,S], b[F]) -> y[N,F,P,Q]', readConvolution, (k) => ({
  forward: ({ x, w, b }, _, sizes) => ({ y: k.convolve(x, w, b, sizes) }),

  vjp: ({ x, w }, { y: dy }, { N, F }, sizes) => ({
    x: k.convolveInputGradient(dy, w, sizes),
    w: k.convolveWeightGradient(x, dy, sizes),
    b: k.sum(k.sum(dy, N * F, sizes.P * sizes.Q, 1), 1, N, F),
  }),
}));
