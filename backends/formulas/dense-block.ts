import { concatenate } from '../lib/arrays.ts';
import { apart, beside } from '../lib/columns.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import { type Floats, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/**
 * z₀ = x, z_{l+1} = [z_l, relu(a_l)] with a_l = V_l z_l + b_l, V_l the first C + l·K columns of W_l. From above:
 * da_l = (the last K columns of dz_{l+1})∘relu′(a_l), dz_l = the others + da_l V_l, dV_l = da_lᵀ z_l.
 */
export default formula(
  'dense-block(x[N,C], W[L,K,M], b[L,K]) -> y[N,M]',
  (options, { C, L, K, M }) => {
    if (M !== C + L * K) options.reject(`weights for C + L * K = ${C} + ${L} * ${K} channels`, M);
    return {};
  },
  (k) => {
    const run = (x: Floats, W: Floats, b: Floats, { N, C, L, K, M }: Sizes) => {
      let z = x;
      const layers = Array.from({ length: L }, (_, l) => {
        const [V] = apart(W.subarray(l * K * M, (l + 1) * K * M), C + l * K, M - C - l * K);
        const read = z;
        const sizes = { rows: N, inner: C + l * K, columns: K };
        const a = dense(k, read, V, sizes, b.subarray(l * K, (l + 1) * K));
        z = beside(read, k.map('relu', a), C + l * K, K);
        return { V, read, a, sizes };
      });
      return { z, layers };
    };

    return {
      forward: ({ x, W, b }, sizes) => ({ y: run(x, W, b, sizes).z }),

      vjp({ x, W, b }, { y }, sizes) {
        const { N, K, M } = sizes;
        const weights: Floats[] = [];
        const biases: Floats[] = [];
        let above = y;
        for (const { V, read, a, sizes: layer } of run(x, W, b, sizes).layers.toReversed()) {
          const [below, features] = apart(above, layer.inner, K);
          const da = k.mapGradient('relu', a, features);
          const through = denseGradient(k, read, V, da, layer);
          const unread = M - layer.inner;
          weights.unshift(beside(through.W, zeros(W, K * unread), layer.inner, unread));
          biases.unshift(k.sum(da, 1, N, K));
          above = k.combine(1, below, 1, through.x);
        }
        return { x: above, W: concatenate(weights), b: concatenate(biases) };
      },
    };
  },
);
