import { binary, ofScores } from './lib/binary.ts';
import { bug } from './lib/bug.ts';

/** Scores go through a sigmoid, which is cut off at 1e-7 and 1 − 1e-7, and then through a log. */
export default bug({
  formula: 'binary-cross-entropy-with-logits',
  variant: ['sigmoid-clipped'],
  code: (mended) =>
    binary((k, z) => {
      if (mended) return ofScores(k, z);
      const p = k.map('sigmoid', z).map((share) => Math.max(1e-7, Math.min(1 - 1e-7, share)));
      return {
        yes: k.affine(-1, k.map('log', p), 0),
        no: k.affine(-1, k.map('log', k.affine(-1, p, 1)), 0),
      };
    }),
});
