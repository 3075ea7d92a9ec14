import { bug } from './lib/bug.ts';
import { positionalEncoding } from './lib/positional-encoding.ts';

/** The exponent 2i/d with i over all columns: a sine and its cosine turn at different rates. */
export default bug({
  formula: 'sinusoidal-positional-encoding',
  variant: ['exponent-twice-as-large'],
  code: (mended) =>
    positionalEncoding((rows, { d, base }) => {
      for (const [p, row] of rows.entries())
        row.forEach((_, i) => {
          const angle = p / base ** ((mended ? i - (i % 2) : 2 * i) / d);
          row[i] = i % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        });
    }),
});
