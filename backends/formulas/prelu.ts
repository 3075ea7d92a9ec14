import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';

/** y = max(0, x) + a ∘ min(0, x), so dx = dy where x > 0, else a ∘ dy, and da = Σ dy ∘ min(0, x). */
export default formula('prelu(x[N,C], a[C]) -> y[N,C]', noOptions, (k) => {
  const minimum = (x: Floats) => k.affine(-1, k.map('relu', k.affine(-1, x, 0)), 0);
  return {
    forward: ({ x, a }) => ({ y: k.combine(1, k.map('relu', x), 1, k.multiply(minimum(x), a)) }),

    vjp({ x, a }, { y: dy }, { N, C }) {
      const active = k.mapGradient('relu', x, dy);
      const inactive = k.combine(1, dy, -1, active);
      return {
        x: k.combine(1, active, 1, k.multiply(inactive, a)),
        a: k.sum(k.multiply(dy, minimum(x)), 1, N, C),
      };
    },
  };
});
