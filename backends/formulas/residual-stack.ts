import { concatenate } from '../lib/arrays.ts';
import { dense, denseGradient } from '../lib/dense.ts';
import { formula } from '../lib/formula.ts';
import type { Floats } from '../lib/kernels.ts';

/**
 * h₀ = x, h_{l+1} = h_l + f(z_l) with z_l = h_l W_lᵀ + b_l. From above: dz_l = dh_{l+1}∘f′(z_l), dh_l takes what reaches it
 * from outside, dh_{l+1} through the shortcut and dz_l W_l through the branch.
 */
export default formula(
  'residual-stack(x[N,D], W[L,D,D], b[L,D]) -> h[N,M,D]',
  (options, { L }) => ({ M: L + 1, branch: options.choice('branch', ['tanh', 'linear']) }),
  (k) => {
    const block = (W: Floats, b: Floats, l: number, D: number) => ({
      W: W.subarray(l * D * D, (l + 1) * D * D),
      b: b.subarray(l * D, (l + 1) * D),
    });
    const run = (x: Floats, W: Floats, b: Floats, branch: string, { N, D, L }: Record<string, number>) => {
      const sizes = { rows: N, inner: D, columns: D };
      const h = [x];
      const z: Floats[] = [];
      for (let l = 0; l < L; l++) {
        const own = block(W, b, l, D);
        z.push(dense(k, h[l], own.W, sizes, own.b));
        h.push(k.combine(1, h[l], 1, branch === 'tanh' ? k.map('tanh', z[l]) : z[l]));
      }
      return { sizes, h, z };
    };

    return {
      forward({ x, W, b }, sizes, { branch, M }) {
        const { N, D } = sizes;
        return { h: k.swapAxes(concatenate(run(x, W, b, branch, sizes).h), 1, M, N, D) };
      },

      vjp({ x, W, b }, { h: dh }, sizes, { branch, M }) {
        const { N, D, L } = sizes;
        const { sizes: layer, h, z } = run(x, W, b, branch, sizes);
        const arriving = k.swapAxes(dh, 1, N, M, D);
        const from = (l: number) => arriving.subarray(l * N * D, (l + 1) * N * D);
        const weights: Floats[] = [];
        const biases: Floats[] = [];
        let above = from(L);
        for (let l = L - 1; l >= 0; l--) {
          const dz = branch === 'tanh' ? k.mapGradient('tanh', z[l], above) : above;
          const through = denseGradient(k, h[l], block(W, b, l, D).W, dz, layer);
          weights.unshift(through.W);
          biases.unshift(k.sum(dz, 1, N, D));
          above = k.combine(1, k.combine(1, above, 1, through.x), 1, from(l));
        }
        return { x: k.affine(1, above, 0), W: concatenate(weights), b: concatenate(biases) };
      },
    };
  },
);
