import { addAll } from '../lib/arrays.ts';
import { formula, noOptions } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';
import { type Perceptron, perceptron } from '../lib/two-layers.ts';

/**
 * e = t − o, δ₂ = e∘σ′(z), u = W2ᵀδ₂, δ₁ = u∘σ′(a); the changes are outer products of each sample's δ₂ and h, δ₁ and x.
 * Reverse, with σ″ = σ′(1 − 2σ) where a delta depends on its own net input: dδ₁ = dc1·x, du = dδ₁∘σ′(a),
 * dδ₂ = dc2·h + W2 du, de = dδ₂∘σ′(z) + dE e, and what reaches a and z goes the way of every network.
 */
export default formula(
  'delta-rule(x[N,D], t[N,K], W1[H,D], b1[H], W2[K,H], b2[K]) -> o[N,K], E[N], d2[N,K], d1[N,H], c2[N,K,H], c1[N,H,D]',
  noOptions,
  (k) => {
    const run = (net: Perceptron, t: Floats, sizes: Sizes) => {
      const { N, H, K } = sizes;
      const forward = perceptron(k, 'sigmoid', net, sizes);
      const error = k.combine(1, t, -1, forward.o);
      const d2 = k.mapGradient('sigmoid', forward.c, error);
      const u = k.matmul(d2, net.W2, { rows: N, inner: K, columns: H });
      return { ...forward, error, d2, u, d1: k.mapGradient('sigmoid', forward.a, u) };
    };

    /** For each sample the outer product of d[N,rows] and x[N,columns]. */
    const changes = (d: Floats, x: Floats, batch: number, rows: number, columns: number) =>
      k.matmul(d, x, { batch, rows, inner: 1, columns });

    /** What dc[N,rows,columns] gives the two factors of `changes`. */
    const factors = (dc: Floats, d: Floats, x: Floats, batch: number, rows: number, columns: number) => ({
      d: k.matmul(dc, x, { batch, rows, inner: columns, columns: 1 }),
      x: k.matmul(d, dc, { batch, rows: 1, inner: rows, columns }),
    });

    /** dd∘y∘σ″(z) for a delta d = y∘σ′(z), with s = σ(z). */
    const bend = (z: Floats, s: Floats, y: Floats, dd: Floats) =>
      k.mapGradient('sigmoid', z, k.multiply(k.multiply(dd, y), k.affine(-2, s, 1)));

    return {
      forward({ t, ...net }, sizes) {
        const { N, D, H, K } = sizes;
        const { o, h, error, d2, d1 } = run(net, t, sizes);
        return {
          o,
          E: k.affine(0.5, k.sum(k.multiply(error, error), N, K, 1), 0),
          d2,
          d1,
          c2: changes(d2, h, N, K, H),
          c1: changes(d1, net.x, N, H, D),
        };
      },

      vjp({ t, ...net }, cotangents, sizes) {
        const { N, D, H, K } = sizes;
        const { a, h, c: z, o, error, d2, u, d1 } = run(net, t, sizes);
        const below = factors(cotangents.c1, d1, net.x, N, H, D);
        const above = factors(cotangents.c2, d2, h, N, K, H);

        const dd1 = k.combine(1, cotangents.d1, 1, below.d);
        const du = k.mapGradient('sigmoid', a, dd1);
        const forth = k.matmul(du, net.W2, { rows: N, inner: H, columns: K, transposeB: true });
        const dd2 = addAll(k, [cotangents.d2, above.d, forth]);
        const de = k.combine(
          1,
          k.mapGradient('sigmoid', z, dd2),
          1,
          k.multiply(error, k.repeat(cotangents.E, N, K, 1)),
        );
        const dz = k.combine(
          1,
          bend(z, o, error, dd2),
          1,
          k.mapGradient('sigmoid', z, k.combine(1, cotangents.o, -1, de)),
        );
        const dh = k.matmul(dz, net.W2, { rows: N, inner: K, columns: H, plus: above.x });
        const da = k.combine(1, bend(a, h, u, dd1), 1, k.mapGradient('sigmoid', a, dh));
        const toW2 = { rows: K, inner: N, columns: H, transposeA: true };
        return {
          x: k.matmul(da, net.W1, { rows: N, inner: H, columns: D, plus: below.x }),
          t: de,
          W1: k.matmul(da, net.x, { rows: H, inner: N, columns: D, transposeA: true }),
          b1: k.sum(da, 1, N, H),
          W2: k.matmul(d2, du, { ...toW2, plus: k.matmul(dz, h, toW2) }),
          b2: k.sum(dz, 1, N, K),
        };
      },
    };
  },
);
