import { formula, noOptions } from '../lib/formula.ts';
import type { Floats, Kernels } from '../lib/kernels.ts';

/**
 * loss = Σ −log σ(±s) over the turns that count, + for a turn 0, s = x·θ; so ds = ±(σ(±s) − 1), dx = Σ ds θ and
 * dθ = Σ ds x at the nodes of the path.
 */
export default formula(
  'hierarchical-softmax(x[N,D], theta[I,D], path[N,L] in I, code[N,L] in 2, mask[N,L] in 2) -> loss[N]',
  noOptions,
  (k) => ({
    forward({ x, theta, path, code, mask }, { N, D, L }) {
      const { score } = scores(k, x, theta, path, { N, D, L });
      return { loss: k.sum(k.select(mask, surprise(k, signed(k, score, code)), 0), N, L, 1) };
    },

    vjp({ x, theta, path, code, mask }, { loss: dloss }, { N, D, L, I }) {
      const { score, node, input } = scores(k, x, theta, path, { N, D, L });
      // σ − 1 as −σ of the opposite: nothing cancels.
      const missing = k.affine(-1, k.map('sigmoid', k.affine(-1, signed(k, score, code), 0)), 0);
      const dscore = k.select(mask, k.multiply(signed(k, missing, code), k.repeat(dloss, N, L, 1)), 0);
      const spread = k.repeat(dscore, N * L, D, 1);
      return {
        x: k.sum(k.multiply(spread, node), N, L, D),
        theta: k.scatterAdd(k.multiply(spread, input), path, I, D),
      };
    },
  }),
);

type Paths = Readonly<Record<'N' | 'D' | 'L', number>>;

/** The vectors of the nodes on the paths, the inputs beside them, both [N,L,D], and their products [N,L]. */
function scores(k: Kernels, x: Floats, theta: Floats, path: Int32Array, { N, D, L }: Paths) {
  const node = k.gather(theta, path, D);
  const input = k.repeat(x, N, L, D);
  return { node, input, score: k.matmul(node, x, { batch: N, rows: L, inner: D, columns: 1 }) };
}

/** s for a turn 0, −s for a turn 1. */
const signed = (k: Kernels, s: Floats, code: Int32Array): Floats =>
  k.multiply(s, s.map((_, n) => 1 - 2 * code[n]) as Floats);

/** −log σ(s) = log(1 + exp(−s)). */
const surprise = (k: Kernels, s: Floats): Floats => k.map('softplus', k.affine(-1, s, 0));
