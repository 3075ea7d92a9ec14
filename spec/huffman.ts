import { algorithm } from './lib/algorithm.ts';

export default algorithm({
  name: 'huffman',
  family: 'embedding',
  title: 'A binary tree over words in which the frequent ones are near the root',
  sources: [
    'Huffman (1952), A method for the construction of minimum-redundancy codes',
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality (as the tree of a hierarchical softmax)',
    'https://code.google.com/archive/p/word2vec/ (word2vec.c, CreateBinaryTree)',
  ],

  signature: 'huffman(frequencies[V] in 1000000) -> depth[V], parent[2*V-1], bit[2*V-1]',
  steps: [
    'The words are the nodes 0 … V−1, each as heavy as it is frequent.',
    'Take the two lightest nodes; of equally heavy ones the smallest number first.',
    'Make a node with the next free number, as heavy as both together, and their parent: the first has the bit 0, the other 1.',
    'Repeat V−1 times, until one is left: the root, which has no parent and no bit (−1).',
    'The depth of a word is the number of steps to the root; its code, the bits from the root down to it.',
  ],
  sizes: { V: [1, 9] },
  values: { frequencies: [0, 7] },

  laws: {
    C1: 'V−1 inner nodes, each with a child of bit 0 and one of bit 1, under one root',
    C2: 'the bits on the way from a word to the root, turned round, lead from the root to the word, in as many turns as it is deep',
    C3: 'no code begins another, and Σ 2^−depth is exactly 1',
    C4: 'no other code has a smaller Σ f·depth: all of them are tried',
    C5: 'a more frequent word is never deeper',
    C6: 'the mean depth is at least the entropy in bits and less than one more, and at most ⌈log₂ V⌉; 2^k equally frequent words all have the depth k',
    C7: 'the tree is made of frequencies alone: where no two weights are ever equal, words in another order keep their depths, and of frequencies 1, 2, 4, … the rarest word has the depth V−1',
    C8: 'frequencies that are all multiplied by a number give the same tree',
  },
  examples: [
    {
      says: 'frequencies 15, 8, 6, 5, 3, 1: the mean depth is 88/38',
      inputs: { frequencies: [15, 8, 6, 5, 3, 1] },
      outputs: {
        depth: [1, 3, 3, 3, 4, 4],
        parent: [10, 8, 8, 7, 6, 6, 7, 9, 9, 10, -1],
        bit: [0, 1, 0, 1, 1, 0, 0, 0, 1, 1, -1],
      },
      row: '004/embedding.huffman-tree',
    },
    {
      says: 'frequencies 5, 2, 1, 1: 15/9 decisions on average, where the balanced tree takes 2',
      inputs: { frequencies: [5, 2, 1, 1] },
      outputs: { depth: [1, 2, 3, 3], parent: [6, 5, 4, 4, 5, 6, -1], bit: [1, 0, 0, 1, 1, 0, -1] },
      row: '001/algorithm.huffman-tree',
    },
    {
      says: 'frequencies 40, 20, 10, 8, 5, 3, 1: the mean depth is 191/87, less than log₂ 7',
      inputs: { frequencies: [40, 20, 10, 8, 5, 3, 1] },
      outputs: {
        depth: [1, 2, 3, 4, 5, 6, 6],
        parent: [12, 11, 10, 9, 8, 7, 7, 8, 9, 10, 11, 12, -1],
        bit: [0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, -1],
      },
      row: '000/embedding.word2vec.huffman.path-length',
    },
    {
      says: 'Fibonacci’s numbers: of eight words the rarest has the depth 7, not log₂ 8',
      inputs: { frequencies: [1, 1, 2, 3, 5, 8, 13, 21] },
      outputs: {
        depth: [7, 7, 6, 5, 4, 3, 2, 1],
        parent: [8, 8, 9, 10, 11, 12, 13, 14, 9, 10, 11, 12, 13, 14, -1],
        bit: [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, -1],
      },
      printed: { depth: [3, 3, 3, 3, 3, 3, 3, 3] },
      row: '000/embedding.word2vec.huffman.path-length',
    },
    {
      says: 'on the way to a word stand nodes, by number; the turns taken there are the bits',
      inputs: { frequencies: [3, 2, 4] },
      outputs: { depth: [2, 2, 1], parent: [3, 3, 4, 4, -1], bit: [1, 0, 0, 1, -1] },
      printed: { parent: [1, 0, 0, 1, -1] },
      row: '004/embedding.hierarchical-softmax.node-notation',
    },
    {
      says: 'a word alone is the root',
      inputs: { frequencies: [4] },
      outputs: { depth: [0], parent: [-1], bit: [-1] },
    },
  ],
  variants: {
    'inner-nodes-first': {
      kind: 'convention',
      says: 'of equally heavy nodes an inner one first',
      rule: { ties: 'inner-nodes-first' },
      examples: [
        {
          says: 'frequencies 1, 1, 2, 2: depths 3, 3, 2, 1 in the place of 2, 2, 2, 2, at the same cost',
          inputs: { frequencies: [1, 1, 2, 2] },
          outputs: { depth: [3, 3, 2, 1], parent: [4, 4, 5, 6, 5, 6, -1], bit: [0, 1, 1, 0, 0, 1, -1] },
        },
      ],
      who: 'word2vec.c',
      seen: ['004/embedding.hierarchical-softmax.fixed-path'],
    },
    'largest-number-first': {
      kind: 'convention',
      says: 'of equally heavy nodes the largest number first',
      rule: { ties: 'largest-number' },
      seen: ['004/embedding.hierarchical-softmax.fixed-path'],
    },
    'bit-one-for-the-lighter': {
      kind: 'convention',
      says: 'the bit 1 for the node that is taken first, and 0 for the other',
      rule: { first: 1 },
      examples: [
        {
          says: 'two words',
          inputs: { frequencies: [1, 2] },
          outputs: { depth: [1, 1], parent: [2, 2, -1], bit: [1, 0, -1] },
        },
      ],
    },
    'merges-the-heaviest': {
      kind: 'mistake',
      says: 'the two heaviest nodes merged, so that frequent words go deepest',
      rule: { takes: 'heaviest' },
    },
    'frequencies-ignored': {
      kind: 'mistake',
      says: 'nodes merged in the order of their numbers, whatever they weigh: a balanced tree',
      rule: { takes: 'oldest' },
      seen: ['000/embedding.word2vec.huffman.path-length'],
    },
    'one-added': {
      kind: 'mistake',
      says: 'one added to every frequency first',
      rule: { added: 1 },
    },
    'weight-of-the-larger': {
      kind: 'mistake',
      says: 'an inner node as heavy as the heavier of its children, not as both',
      rule: { weight: 'larger' },
    },
  },
  pitfalls: [
    'equal weights make the tree a matter of the tie rule: its depths differ, its Σ f·depth does not',
    'about log₂ V is an upper bound of the mean depth; a single rare word may be V−1 deep',
    'there is one inner node fewer than there are words, so inner nodes and words cannot be paired',
  ],

  rows: {
    '000/embedding.word2vec.huffman.tree': ['law C4', 'law C3', 'law C5'],
    '000/embedding.word2vec.huffman.path-length': 'law C6',
    '000/counting.word2vec.huffman-inner-nodes': 'law C1',
    '001/algorithm.huffman-tree': ['law C4', 'law C6'],
    '004/embedding.huffman-tree': ['law C4', 'agreement'],
    '004/embedding.hierarchical-softmax.node-notation': 'law C2',
    '004/embedding.hierarchical-softmax.fixed-path': ['law C7', 'variant inner-nodes-first'],
    '004/embedding.huffman.frequency-depth': 'law C5',
    '004/counting.huffman.internal-nodes': [
      'law C1',
      'law C6',
      'example frequencies 15, 8, 6, 5, 3, 1: the mean depth is 88/38',
    ],
  },
});
