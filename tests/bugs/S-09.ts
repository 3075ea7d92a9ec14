import { bug } from './lib/bug.ts';
import { huberPieces } from './lib/huber-pieces.ts';

/** The residual itself is held against δ, not its size: large negative ones are squared. */
export default bug({
  formula: 'huber',
  variant: ['condition-without-abs'],
  code: (mended) =>
    huberPieces((e, delta) =>
      (mended ? Math.abs(e) : e) <= delta ? e ** 2 / 2 : delta * (Math.abs(e) - delta / 2),
    ),
});
