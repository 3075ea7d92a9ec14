import { bug } from './lib/bug.ts';
import { positionalEncoding } from './lib/positional-encoding.ts';

/** Base 1000 in the place of 10000, and the exponents of the cosines 1/d, 3/d, … in the place of 0, 2/d, … */
export default bug({
  formula: 'sinusoidal-positional-encoding',

  code: (mended) =>
    positionalEncoding((rows, { d, base }) => {
      for (const [p, row] of rows.entries())
        for (let j = 0; j < d; j++) {
          const exponent = (mended ? j - (j % 2) : j) / d;
          const angle = p / (mended ? base : base / 10) ** exponent;
          row[j] = j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
        }
    }),
});
