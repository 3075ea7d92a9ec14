import { dense, denseGradient } from './dense.ts';
import { chosen } from './indices.ts';
import type { Floats, Kernels } from './kernels.ts';
import type { Sizes } from './signature.ts';

const sizesOf = ({ N, D, V }: Sizes) => ({ rows: N, inner: D, columns: V });

/** −log softmax(θ x)_t for each row of x[N,D] and its target t[N], with θ[V,D]. */
export function surprise(k: Kernels, x: Floats, theta: Floats, t: Int32Array, sizes: Sizes): Floats {
  const logs = k.logSoftmax(dense(k, x, theta, sizesOf(sizes)), sizes.V);
  return k.affine(-1, k.gather(logs, chosen(t, sizes.V), 1), 0);
}

/** What dloss[N] gives x and θ: the scores get (p − onehot(t)) dloss. */
export function surpriseGradient(
  k: Kernels,
  x: Floats,
  theta: Floats,
  t: Int32Array,
  dloss: Floats,
  sizes: Sizes,
): { readonly x: Floats; readonly theta: Floats } {
  const { N, V } = sizes;
  const p = k.softmax(dense(k, x, theta, sizesOf(sizes)), V);
  const dlogs = k.scatterAdd(k.affine(-1, dloss, 0), chosen(t, V), N * V, 1);
  const { x: dx, W } = denseGradient(k, x, theta, k.logSoftmaxGradient(p, dlogs, V), sizesOf(sizes));
  return { x: dx, theta: W };
}
