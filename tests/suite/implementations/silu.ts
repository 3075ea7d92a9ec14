import { branched as sigmoid } from './activations.ts';
import { onElements } from './elements.ts';
import type { Forms } from './form.ts';
import type { Machine } from './machine.ts';

/** Where the exponential overflows, x/∞. */
const quotient = (m: Machine, x: number): number => m.div(x, m.add(1, m.exp(-x)));

/** The slope at −|x|, which is small. */
function lesserSlope(m: Machine, x: number): number {
  const s = sigmoid(m, -Math.abs(x));
  return m.mul(s, m.fma(-Math.abs(x), m.sub(1, s), 1));
}

export default {
  'x σ(x); σ (1 + x (1 − σ))': (m) =>
    onElements(
      m,
      (m, x) => m.mul(x, sigmoid(m, x)),
      (m, x) => {
        const s = sigmoid(m, x);
        return m.mul(s, m.fma(x, m.sub(1, s), 1));
      },
    ),

  'x/(1 + exp(−x)); σ(x) + y σ(−x)': (m) =>
    onElements(m, quotient, (m, x) => m.fma(quotient(m, x), sigmoid(m, -x), sigmoid(m, x))),

  'branched; everything over (1 + e)²': (m) =>
    onElements(
      m,
      (m, x) => {
        const e = m.exp(-Math.abs(x));
        return m.div(x < 0 ? m.mul(x, e) : x, m.add(1, e));
      },
      (m, x) => {
        const e = m.exp(-Math.abs(x));
        const denominator = m.add(1, e);
        const numerator = x < 0 ? m.mul(e, m.add(denominator, x)) : m.fma(x, e, denominator);
        return m.div(m.div(numerator, denominator), denominator);
      },
    ),

  'x (1 − σ(−x)) on the right; 1 less the slope at −x': (m) =>
    onElements(
      m,
      (m, x) => m.mul(x, x < 0 ? sigmoid(m, x) : m.sub(1, sigmoid(m, -x))),
      (m, x) => (x < 0 ? lesserSlope(m, x) : m.sub(1, lesserSlope(m, x))),
    ),
} satisfies Forms;
