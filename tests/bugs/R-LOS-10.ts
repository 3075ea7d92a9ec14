import { binary, ofScores } from './lib/binary.ts';
import { bug } from './lib/bug.ts';

/** −log(p + ε) and −log(1 − p + ε) of p = σ(z), ε the spacing of the numbers at 1: no more than 36 in doubles. */
export default bug({
  formula: 'binary-cross-entropy-with-logits',
  code: (mended) =>
    binary((k, z) => {
      if (mended) return ofScores(k, z);
      const p = k.map('sigmoid', z);
      const eps = z instanceof Float32Array ? 2 ** -23 : 2 ** -52;
      return {
        yes: k.affine(-1, k.map('log', k.affine(1, p, eps)), 0),
        no: k.affine(-1, k.map('log', k.affine(1, k.affine(-1, p, 1), eps)), 0),
      };
    }),
});
