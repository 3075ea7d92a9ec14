import { dense, denseGradient } from '../lib/dense.ts';
import { formula, noOptions } from '../lib/formula.ts';
import { chosen } from '../lib/indices.ts';

/** z = W x + b, loss = −log softmax(z)_t. Reverse: dz = (softmax(z) − onehot(t)) dloss, through the layer to W, b and x. */
export default formula('softmax-classifier(x[N,D], t[N] in K, W[K,D], b[K]) -> loss[N]', noOptions, (k) => ({
  forward({ x, t, W, b }, { N, D, K }) {
    const z = dense(k, x, W, { rows: N, inner: D, columns: K }, b);
    return { loss: k.affine(-1, k.gather(k.logSoftmax(z, K), chosen(t, K), 1), 0) };
  },

  vjp({ x, t, W, b }, { loss: dloss }, { N, D, K }) {
    const sizes = { rows: N, inner: D, columns: K };
    const p = k.softmax(dense(k, x, W, sizes, b), K);
    const dlogs = k.scatterAdd(k.affine(-1, dloss, 0), chosen(t, K), N * K, 1);
    const dz = k.logSoftmaxGradient(p, dlogs, K);
    return { ...denseGradient(k, x, W, dz, sizes), b: k.sum(dz, 1, N, K) };
  },
}));
