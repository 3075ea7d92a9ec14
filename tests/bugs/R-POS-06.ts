import { bug } from './lib/bug.ts';
import { positionalEncoding } from './lib/positional-encoding.ts';

/** p / base^(2j/d) with j over all columns, not over pairs. */
export default bug({
  formula: 'sinusoidal-positional-encoding',
  variant: ['exponent-twice-as-large'],
  code: (mended) =>
    positionalEncoding((rows, { d, base }) => {
      for (const [p, row] of rows.entries())
        for (let j = 0; j < d; j++) {
          const angle = p / base ** ((2 * (mended ? Math.floor(j / 2) : j)) / d);
          row[j] = j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        }
    }),
});
