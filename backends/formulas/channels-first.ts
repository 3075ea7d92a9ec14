import { formula, noOptions } from '../lib/formula.ts';

/** A transposition of pixels and channels, H·W × C; its adjoint is the one back. */
export default formula('channels-first(x[N,H,W,C]) -> y[N,C,H,W]', noOptions, (k) => ({
  forward: ({ x }, { N, H, W, C }) => ({ y: k.swapAxes(x, N, H * W, C, 1) }),

  vjp: (_, { y: dy }, { N, H, W, C }) => ({ x: k.swapAxes(dy, N, C, H * W, 1) }),
}));
