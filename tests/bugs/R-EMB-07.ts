import { formula, noOptions } from '../../backends/lib/formula.ts';
import { bug } from './lib/bug.ts';

/** Writes the sign of a turn as -1.0**code, which is −(1.0**code): −1 for either turn. */
export default bug({
  formula: 'hierarchical-softmax',
  variant: ['no-turn-with-sigma'],
  code: (mended) =>
    formula(
      'hierarchical-softmax(x[N,D], theta[I,D], path[N,L] in I, code[N,L] in 2, mask[N,L] in 2) -> loss[N]',
      noOptions,
      (k) => ({
        forward({ x, theta, path, code, mask }, { N, D, L }) {
          const node = k.gather(theta, path, D);
          const score = k.matmul(node, x, { batch: N, rows: L, inner: D, columns: 1 });
          const signed = score.map((s, n) => (mended ? (-1) ** code[n] : -(1 ** code[n])) * s);
          const surprise = k.map('softplus', k.affine(-1, signed as typeof score, 0));
          return { loss: k.sum(k.select(mask, surprise, 0), N, L, 1) };
        },
      }),
    ),
});
