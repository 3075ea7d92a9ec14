import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';

/** The parent and the bit of the root. */
const NONE = -1;

export interface Rule {
  /** Of equally heavy nodes the one that is taken first: by number, in which words come before inner nodes. */
  readonly ties: 'smallest-number' | 'largest-number' | 'inner-nodes-first';
  /** The bit of the node that is taken first. */
  readonly first: number;
  readonly takes: 'lightest' | 'heaviest' | 'oldest';
  readonly weight: 'sum' | 'larger';
  /** Added to every frequency. */
  readonly added: number;
}

export const STANDARD: Rule = {
  ties: 'smallest-number',
  first: 0,
  takes: 'lightest',
  weight: 'sum',
  added: 0,
};

export interface Tree {
  /** By node: the words 0 … V−1, then the inner nodes in the order in which they were made; the root is the last. */
  readonly parent: readonly number[];
  readonly bit: readonly number[];
}

/** The nodes from the root down to a word, and the turns taken: one fewer. */
export interface Path {
  readonly nodes: readonly number[];
  readonly turns: readonly number[];
}

/** Huffman (1952): the two lightest nodes become one, as heavy as both, until one is left. */
export function build(frequencies: readonly number[], rule: Rule = STANDARD): Tree {
  const words = frequencies.length;
  const weight = frequencies.map((frequency) => frequency + rule.added);
  const parent = new Array<number>(2 * words - 1).fill(NONE);
  const bit = new Array<number>(2 * words - 1).fill(NONE);
  const before = order(weight, words, rule);
  let open = frequencies.map((_, word) => word);
  while (open.length > 1) {
    const [one, other, ...rest] = open.toSorted(before) as [number, number, ...number[]];
    const node = weight.length;
    const [a, b] = [weight[one]!, weight[other]!];
    weight.push(rule.weight === 'sum' ? a + b : Math.max(a, b));
    for (const child of [one, other]) parent[child] = node;
    bit[one] = rule.first;
    bit[other] = 1 - rule.first;
    open = [...rest, node];
  }
  return { parent, bit };
}

function order(weight: readonly number[], words: number, { ties, takes }: Rule) {
  const sign = { lightest: 1, heaviest: -1, oldest: 0 }[takes];
  const inner = (node: number) => Number(node >= words);
  return (a: number, b: number): number => {
    const lighter = sign * (weight[a]! - weight[b]!);
    const kind = ties === 'inner-nodes-first' ? inner(b) - inner(a) : 0;
    return lighter || kind || (ties === 'largest-number' ? b - a : a - b);
  };
}

/** From a word up to the root, and turned round. */
export function pathTo({ parent, bit }: Tree, word: number): Path {
  const [nodes, turns] = [[word], [] as number[]];
  for (let node = word; parent[node] !== NONE; node = parent[node]!) {
    nodes.unshift(parent[node]!);
    turns.unshift(bit[node]!);
  }
  return { nodes, turns };
}

/** frequencies[V] → depth[V], parent[2V−1], bit[2V−1]. */
export default function huffman(
  { frequencies }: Tensors,
  _options: OptionValues = {},
  rule: Partial<Rule> = {},
): Tensors {
  const tree = build([...frequencies!.data], { ...STANDARD, ...rule });
  const depth = Array.from(frequencies!.data, (_, word) => pathTo(tree, word).turns.length);
  return { depth: tensor(depth), parent: tensor(tree.parent), bit: tensor(tree.bit) };
}

const tensor = (values: readonly number[]): Tensor => ({
  shape: [values.length],
  data: Int32Array.from(values),
});
