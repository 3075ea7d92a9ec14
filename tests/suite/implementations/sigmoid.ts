import { branched, plain } from './activations.ts';
import { onElements } from './elements.ts';
import type { Forms } from './form.ts';
import type { Machine } from './machine.ts';

/** The smaller of σ(x) and σ(−x), with the denominator's reciprocal. */
function smaller(m: Machine, x: number): number {
  const e = m.exp(-Math.abs(x));
  return m.mul(e, m.div(1, m.add(1, e)));
}

/** The first of the shares of x and 0, each less the larger. */
function softmax(m: Machine, x: number): number {
  const e = [m.exp(Math.min(x, 0)), m.exp(-Math.max(x, 0))];
  return m.div(
    e[0],
    m.sum(2, (n) => e[n]),
  );
}

export default {
  'as it is written; y (1 − y)': (m) =>
    onElements(m, plain, (m, x) => {
      const y = plain(m, x);
      return m.mul(y, m.sub(1, y));
    }),

  'branched; σ(x) σ(−x)': (m) => onElements(m, branched, (m, x) => m.mul(branched(m, x), branched(m, -x))),

  'softmax of x and 0; e/(1 + e)²': (m) =>
    onElements(m, softmax, (m, x) => {
      const e = m.exp(-Math.abs(x));
      const denominator = m.add(1, e);
      return m.div(e, m.mul(denominator, denominator));
    }),

  '1 less the smaller share; s − s² of that': (m) =>
    onElements(
      m,
      (m, x) => (x < 0 ? smaller(m, x) : m.sub(1, smaller(m, x))),
      (m, x) => {
        const s = smaller(m, x);
        return m.fma(-s, s, s);
      },
    ),
} satisfies Forms;
