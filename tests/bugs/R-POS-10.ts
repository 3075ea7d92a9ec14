import { bug } from './lib/bug.ts';
import { positionalEncoding } from './lib/positional-encoding.ts';

/** i counts 0, 2, 4, … and is doubled once more: 2i/d for the sine, 2(i + 1)/d for the cosine. */
export default bug({
  formula: 'sinusoidal-positional-encoding',
  variant: ['exponent-twice-as-large'],
  code: (mended) =>
    positionalEncoding((rows, { d, base }) => {
      for (const [p, row] of rows.entries())
        for (let i = 0; i < d; i += 2) {
          row[i] = Math.sin(p / base ** ((mended ? i : 2 * i) / d));
          if (i + 1 < d) row[i + 1] = Math.cos(p / base ** ((mended ? i : 2 * (i + 1)) / d));
        }
    }),
});
