import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** The rows of x[N,D] over the largest |component| of each, then over their norms: no square overflows or vanishes. */
function directions(k: Kernels, x: Floats, { N, D }: Sizes) {
  const largest = zeros(x, N);
  x.forEach((value, n) => {
    const row = Math.floor(n / D);
    largest[row] = Math.max(largest[row], Math.abs(value));
  });
  const scaled = k.divide(x, k.repeat(largest, N, D, 1));
  const norm = k.map('sqrt', k.sum(k.multiply(scaled, scaled), N, D, 1));
  return { unit: k.divide(scaled, k.repeat(norm, N, D, 1)), norm, largest };
}

/** c = u·v with u = a/‖a‖ and v = b/‖b‖, so da = dc (v − c u) / ‖a‖ and db likewise. */
export default formula('cosine-similarity(a[N,D], b[N,D]) -> c[N]', noOptions, (k) => ({
  forward({ a, b }, sizes) {
    const [u, v] = [directions(k, a, sizes).unit, directions(k, b, sizes).unit];
    return { c: k.sum(k.multiply(u, v), sizes.N, sizes.D, 1) };
  },

  vjp({ a, b }, { c: dc }, sizes) {
    const { N, D } = sizes;
    const [first, second] = [directions(k, a, sizes), directions(k, b, sizes)];
    const c = k.repeat(k.sum(k.multiply(first.unit, second.unit), N, D, 1), N, D, 1);
    const away = (own: typeof first, other: typeof first) => {
      const across = k.combine(1, other.unit, -1, k.multiply(c, own.unit));
      const weighed = k.multiply(across, k.repeat(k.divide(dc, own.norm), N, D, 1));
      return k.divide(weighed, k.repeat(own.largest, N, D, 1));
    };
    return { a: away(first, second), b: away(second, first) };
  },
}));
