import { formula, noOptions } from '../../backends/lib/formula.ts';
import { zeros } from '../../backends/lib/kernels.ts';
import { bug } from './lib/bug.ts';

/** Assigns the gradient of a row where it should be added: the last place where the row was read is left. */
export default bug({
  formula: 'embedding',
  variant: ['last-occurrence-only'],
  code: (mended) =>
    formula('embedding(E[V,D], tokens[N] in V) -> y[N,D]', noOptions, (k) => ({
      forward: ({ E, tokens }, { D }) => ({ y: k.gather(E, tokens, D) }),

      vjp({ E, tokens }, { y: dy }, { V, D }) {
        if (mended) return { E: k.scatterAdd(dy, tokens, V, D) };
        const dE = zeros(E, V * D);
        for (const [n, token] of tokens.entries()) dE.set(dy.subarray(n * D, (n + 1) * D), token * D);
        return { E: dE };
      },
    })),
});
