import { bug } from './lib/bug.ts';
import { huberPieces } from './lib/huber-pieces.ts';

/** The quadratic part is divided by 1 + e², so that the loss jumps at the knee. */
export default bug({
  formula: 'huber',
  variant: ['quadratic-part-divided'],
  code: (mended) =>
    huberPieces((e, delta) => {
      const a = Math.abs(e);
      if (a <= delta) return e ** 2 / 2 / (mended ? 1 : 1 + e ** 2);
      return delta * (a - delta / 2);
    }),
});
