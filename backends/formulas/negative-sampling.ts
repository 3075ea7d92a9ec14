import { formula, noOptions } from '../lib/formula.ts';
import { type Floats, type Kernels, zeros } from '../lib/kernels.ts';
import type { Sizes } from '../lib/signature.ts';

/** The words that are asked about, 1 + K for each sample, the right one first: [N, 1+K]. */
function asked(target: Int32Array, negatives: Int32Array, { N, K }: Sizes): Int32Array {
  const words = new Int32Array(N * (1 + K));
  for (let n = 0; n < N; n++) {
    words[n * (1 + K)] = target[n];
    words.set(negatives.subarray(n * K, (n + 1) * K), n * (1 + K) + 1);
  }
  return words;
}

/** −1 for the right word and 1 for the others, over all samples. */
function signs(like: Floats, { N, K }: Sizes): Floats {
  return zeros(like, N * (1 + K)).map((_, n) => (n % (1 + K) === 0 ? -1 : 1)) as Floats;
}

/** The rows of θ that are asked about, and ±scores: x·θ, negated for the right word. */
function ask(k: Kernels, x: Floats, theta: Floats, words: Int32Array, sizes: Sizes) {
  const { N, D, K } = sizes;
  const rows = k.gather(theta, words, D);
  const product = { batch: N, rows: 1, inner: D, columns: 1 + K, transposeB: true };
  return { rows, scores: k.multiply(k.matmul(x, rows, product), signs(x, sizes)) };
}

/** loss = softplus(−s) + Σ softplus(r): one yes-or-no decision for the right word, one for each negative. */
export default formula(
  'negative-sampling(x[N,D], theta[V,D], target[N] in V, negatives[N,K] in V) -> loss[N]',
  noOptions,
  (k) => ({
    forward({ x, theta, target, negatives }, sizes) {
      const { scores } = ask(k, x, theta, asked(target, negatives, sizes), sizes);
      return { loss: k.sum(k.map('softplus', scores), sizes.N, 1 + sizes.K, 1) };
    },

    vjp({ x, theta, target, negatives }, { loss: dloss }, sizes) {
      const { N, D, V, K } = sizes;
      const words = asked(target, negatives, sizes);
      const { rows, scores } = ask(k, x, theta, words, sizes);
      const slopes = k.multiply(k.map('sigmoid', scores), signs(x, sizes));
      const dscores = k.multiply(slopes, k.repeat(dloss, N, 1 + K, 1));
      const drows = k.matmul(dscores, x, { batch: N, rows: 1 + K, inner: 1, columns: D });
      return {
        x: k.matmul(dscores, rows, { batch: N, rows: 1, inner: 1 + K, columns: D }),
        theta: k.scatterAdd(drows, words, V, D),
      };
    },
  }),
);
