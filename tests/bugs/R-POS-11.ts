import { bug } from './lib/bug.ts';
import { positionalEncoding } from './lib/positional-encoding.ts';

/** All sines, then all cosines, not in turn. */
export default bug({
  formula: 'sinusoidal-positional-encoding',
  variant: ['sines-then-cosines'],
  code: (mended) =>
    positionalEncoding((rows, { d, base }) => {
      for (const [p, row] of rows.entries())
        for (let i = 0; 2 * i < d; i++) {
          const angle = p / base ** ((2 * i) / d);
          const half = Math.ceil(d / 2);
          row[mended ? 2 * i : i] = Math.sin(angle);
          const cosine = mended ? 2 * i + 1 : half + i;
          if (cosine < d) row[cosine] = Math.cos(angle);
        }
    }),
});
