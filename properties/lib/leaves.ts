import { build, pathTo } from '../../reference/algorithms/huffman.ts';
import type { Tensors } from '../../spec/lib/tensor.ts';
import { integer } from './case.ts';
import type { Random } from './random.ts';

/** The way to every word of a tree, as a hierarchical softmax takes it. */
export interface Leaves {
  readonly words: number;
  /** Inner nodes by word, counted from 0. */
  readonly nodes: readonly (readonly number[])[];
  /** path, code and mask of all words, one a row, short ones padded. */
  readonly inputs: Tensors;
}

/** The leaves of a Huffman tree over words of these frequencies: two at least. */
export function leavesOf(frequencies: readonly number[]): Leaves {
  const words = frequencies.length;
  const tree = build(frequencies);
  const paths = frequencies.map((_, word) => pathTo(tree, word));
  const longest = Math.max(...paths.map(({ turns }) => turns.length));
  const table = (entry: (word: number, l: number) => number) =>
    integer(
      [words, longest],
      Array.from({ length: words * longest }, (_, n) => entry(Math.floor(n / longest), n % longest)),
    );
  const nodes = paths.map((path) => path.nodes.slice(0, -1).map((node) => node - words));
  return {
    words,
    nodes,
    inputs: {
      path: table((word, l) => nodes[word]![l] ?? 0),
      code: table((word, l) => paths[word]!.turns[l] ?? 0),
      mask: table((word, l) => Number(l < paths[word]!.turns.length)),
    },
  };
}

export const randomLeaves = (random: Random): Leaves =>
  leavesOf(Array.from({ length: random.integer(2, 6) }, () => random.integer(1, 9)));
