import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import { sharesGradient, sharesOf } from '../lib/shares.ts';
import type { Sizes } from '../lib/signature.ts';

/** P(a, b, c) = P(a) P(b | a) P(c | a, b), each the share of a sum of w among those with the same words before. */
export default formula('chain-rule(w[A,B,C]) -> p1[A], p2[A,B], p3[A,B,C], joint[A,B,C]', noOptions, (k) => {
  const conditionals = (w: Floats, { A, B, C }: Sizes) => {
    const pairs = k.sum(w, A * B, C, 1);
    const singles = k.sum(pairs, A, B, 1);
    const p1 = sharesOf(k, singles, 1, A);
    const p2 = sharesOf(k, pairs, A, B);
    const p3 = sharesOf(k, w, A * B, C);
    const whole = { p1: k.repeat(p1, A, B * C, 1), p2: k.repeat(p2, A * B, C, 1) };
    return { pairs, singles, p1, p2, p3, whole };
  };
  return {
    forward({ w }, sizes) {
      const { p1, p2, p3, whole } = conditionals(w, sizes);
      return { p1, p2, p3, joint: k.multiply(k.multiply(whole.p1, whole.p2), p3) };
    },

    vjp({ w }, { p1: d1, p2: d2, p3: d3, joint }, sizes) {
      const { A, B, C } = sizes;
      const { pairs, singles, p3, whole } = conditionals(w, sizes);
      const of3 = k.multiply(joint, k.multiply(whole.p1, whole.p2));
      const of2 = k.sum(k.multiply(joint, k.multiply(whole.p1, p3)), A * B, C, 1);
      const of1 = k.sum(k.multiply(joint, k.multiply(whole.p2, p3)), A, B * C, 1);
      const w3 = sharesGradient(k, w, k.combine(1, d3, 1, of3), A * B, C);
      const w2 = sharesGradient(k, pairs, k.combine(1, d2, 1, of2), A, B);
      const w1 = sharesGradient(k, singles, k.combine(1, d1, 1, of1), 1, A);
      return { w: addAll(k, [w3, k.repeat(w2, A * B, C, 1), k.repeat(w1, A, B * C, 1)]) };
    },
  };
});
