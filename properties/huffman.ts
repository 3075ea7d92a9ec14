import spec from '../spec/huffman.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';
import { cheapest, entropy } from './lib/codes.ts';

/** Enough for every tree of six words to be looked at in no time. */
const FEW = 6;

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const { parent, bit, words } = read(await run(inputs));
    that(parent.length === 2 * words - 1, `there are ${parent.length} nodes for ${words} words`);
    for (let node = words; node < parent.length; node++) {
      const bits = parent.flatMap((above, child) => (above === node ? [bit[child]!] : []));
      that(String(bits.toSorted()) === '0,1', `the children of the inner node ${node} have the bits ${bits}`);
    }
    const roots = parent.flatMap((above, node) => (above === -1 ? [node] : []));
    that(String(roots) === String(parent.length - 1), `the roots are ${roots}`);
  },
  C2: async ({ inputs, run, that }) => {
    const tree = read(await run(inputs));
    const root = tree.parent.length - 1;
    for (let word = 0; word < tree.words; word++) {
      const code = codeOf(tree, word);
      that(code.length === tree.depth[word], `word ${word} has ${code.length} turns, and not its depth`);
      const down = code.reduce((node, turn) => tree.child(node, turn), root);
      that(down === word, `the turns ${code} lead from the root to ${down}, not to ${word}`);
    }
  },
  C3: async ({ inputs, run, that }) => {
    const tree = read(await run(inputs));
    const codes = tree.depth.map((_, word) => codeOf(tree, word).join(''));
    for (const [a, code] of codes.entries())
      for (const [b, other] of codes.entries())
        that(a === b || !other.startsWith(code), `the code ${code} of ${a} begins ${other} of ${b}`);
    const kraft = tree.depth.reduce((sum, depth) => sum + 2 ** -depth, 0);
    that(kraft === 1, `Σ 2^−depth is ${kraft}`);
  },
  C4: async ({ inputs, run, that }) => {
    const few = withFrequencies(inputs, frequenciesOf(inputs).slice(0, FEW));
    const paid = cost(frequenciesOf(few), read(await run(few)).depth);
    const least = cheapest(frequenciesOf(few));
    that(paid === least, `Σ f·depth is ${paid}, and ${least} is possible`);
  },
  C5: async ({ inputs, run, that }) => {
    const { depth } = read(await run(inputs));
    const f = frequenciesOf(inputs);
    for (const [a, more] of f.entries())
      for (const [b, less] of f.entries())
        that(more <= less || depth[a]! <= depth[b]!, `${a} is deeper than ${b}, which is rarer`);
  },
  C6: async ({ inputs, random, run, that }) => {
    const f = frequenciesOf(inputs).map((frequency) => frequency + 1);
    const total = f.reduce((sum, frequency) => sum + frequency, 0);
    const mean = cost(f, read(await run(withFrequencies(inputs, f))).depth) / total;
    const bits = entropy(f.map((frequency) => frequency / total));
    that(mean > bits - 1e-9, `the mean depth ${mean} is less than the entropy ${bits}`);
    that(mean < bits + 1, `the mean depth ${mean} is a bit more than the entropy ${bits}, or further`);
    that(mean <= Math.ceil(Math.log2(f.length)), `the mean depth is ${mean} for ${f.length} words`);
    const height = random.integer(0, 4);
    const uniform = withFrequencies(inputs, new Array<number>(2 ** height).fill(f[0]!));
    const depths = new Set(read(await run(uniform)).depth);
    that(String([...depths]) === String(height), `2^${height} equal words have the depths ${[...depths]}`);
  },
  C7: async ({ inputs, random, run, that }) => {
    const words = Math.min(frequenciesOf(inputs).length, 9);
    const powers = Array.from({ length: words }, (_, n) => 2 ** n);
    const order = random.permutation(words);
    const depths = async (f: readonly number[]) => read(await run(withFrequencies(inputs, f))).depth;
    const before = await depths(powers);
    const after = await depths(order.map((word) => powers[word]!));
    const expected = order.map((word) => before[word]);
    that(String(after) === String(expected), `the depths are ${after} where they were ${expected}`);
    that(before[0] === words - 1, `the rarest of ${words} words has the depth ${before[0]}`);
  },
  C8: async ({ inputs, random, run, that }) => {
    const times = random.integer(2, 9);
    const one = await run(inputs);
    const scaled = frequenciesOf(inputs).map((frequency) => times * frequency);
    const other = await run(withFrequencies(inputs, scaled));
    for (const name of ['depth', 'parent', 'bit'] as const)
      that(
        String(one[name]!.data) === String(other[name]!.data),
        `${name} changes where all is ${times} times`,
      );
  },
});

const frequenciesOf = ({ frequencies }: Tensors): number[] => [...frequencies!.data];

const withFrequencies = (inputs: Tensors, f: readonly number[]): Tensors => ({
  ...inputs,
  frequencies: { shape: [f.length], data: Int32Array.from(f) },
});

function read(outputs: Tensors) {
  const [depth, parent, bit] = [outputs.depth!, outputs.parent!, outputs.bit!].map(({ data }) => [...data]);
  return {
    depth: depth!,
    parent: parent!,
    bit: bit!,
    words: depth!.length,
    child: (node: number, turn: number) =>
      parent!.findIndex((above, child) => above === node && bit![child] === turn),
  };
}

/** The turns from the root down, read from the word upwards; no more of them than there are nodes. */
function codeOf({ parent, bit }: ReturnType<typeof read>, word: number): number[] {
  const code: number[] = [];
  for (let node = word; parent[node]! >= 0 && code.length < parent.length; node = parent[node]!)
    code.unshift(bit[node]!);
  return code;
}

const cost = (f: readonly number[], depth: readonly number[]): number =>
  f.reduce((sum, frequency, word) => sum + frequency * depth[word]!, 0);
