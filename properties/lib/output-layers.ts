import type { Arithmetic } from '../../reference/arithmetic/arithmetic.ts';

/** Output layers of language models, in any arithmetic, so that their operations can be counted. */

export type Matrix<T> = readonly (readonly T[])[];

const dot = <T>(A: Arithmetic<T>, a: readonly T[], b: readonly T[]): T =>
  A.sum(a.map((value, k) => A.mul(value, b[k]!)));

/** The probability of each word given h: softmax of its vector's product with h. */
export function softmaxLayer<T>(A: Arithmetic<T>, h: readonly T[], words: Matrix<T>): T[] {
  const weights = words.map((word) => A.exp(dot(A, word, h)));
  const total = A.sum(weights);
  return weights.map((weight) => A.div(weight, total));
}

/** Left or right at each inner node from the root of a balanced tree down to a word, with the node's number. */
export function pathTo(word: number, words: number): { node: number; right: boolean }[] {
  const path: { node: number; right: boolean }[] = [];
  let [from, to] = [0, words];
  while (to - from > 1) {
    const middle = (from + to) >> 1;
    path.push({ node: middle, right: word >= middle });
    if (word >= middle) from = middle;
    else to = middle;
  }
  return path;
}

/** The probability of one word: the product of σ(±h·v) along its path; node n has the vector nodes[n]. */
export function treeLayer<T>(A: Arithmetic<T>, h: readonly T[], nodes: Matrix<T>, word: number): T {
  const steps = pathTo(word, nodes.length).map(({ node, right }) => {
    const score = dot(A, nodes[node]!, h);
    return A.sigmoid(right ? score : A.neg(score));
  });
  return steps.reduce((product, step) => A.mul(product, step), A.number(1));
}

/** Negative sampling: −log σ(v·h) − Σ log σ(−n·h). */
export function sampledLoss<T>(
  A: Arithmetic<T>,
  h: readonly T[],
  word: readonly T[],
  negatives: Matrix<T>,
): T {
  const wrong = negatives.map((negative) => A.softplus(dot(A, negative, h)));
  return A.sum([A.softplus(A.neg(dot(A, word, h))), ...wrong]);
}
