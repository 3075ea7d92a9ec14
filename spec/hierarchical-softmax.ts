import { formula } from './lib/formula.ts';

export default formula({
  name: 'hierarchical-softmax',
  family: 'embedding',
  title: 'The cost of a word as the cost of the turns on the way to it, from the root of a binary tree',
  sources: [
    'Morin & Bengio (2005), Hierarchical probabilistic neural network language model',
    'Mikolov et al. (2013), Distributed representations of words and phrases and their compositionality, section 2.1',
    'Rong (2014), word2vec parameter learning explained, section 3.1 (the turn 0 with σ, as word2vec.c)',
  ],

  equations: `hierarchical_softmax(x[D], theta[I,D], path[L] in I, code[L] in 2, mask[L] in 2) -> loss
    σ(z)  = 1 / (1 + exp(-z))
    s[l]  = sum[d](x[d] * theta[path[l],d])
    p[l]  = code[l] == 0 ? σ(s[l]) : 1 - σ(s[l])
    loss  = -sum[l](mask[l] == 1 ? log(p[l]) : 0)`,
  // The second has the gradient of word2vec.c, σ less the label, which has lost its digits where they agree.
  algorithms: [
    'loss = sum[l](mask[l] == 1 ? softplus(code[l] == 0 ? -s[l] : s[l]) : 0)',
    `turn(z, d) = softplus(d == 0 ? -stop(z) : stop(z)) + stop(sigmoid(z) - (1 - d)) * (z - stop(z))
     loss       = sum[l](mask[l] == 1 ? turn(s[l], code[l]) : 0)`,
  ],
  over: { batch: ['x', 'path', 'code', 'mask'] },
  sizes: { D: [1, 5], I: [1, 6], L: [1, 4] },

  laws: {
    C1: 'the probabilities exp(−loss) of all words of a Huffman tree sum to one, whatever the vectors and whichever turn is called 0',
    C2: 'it is the sum of binary cross-entropies with the labels 1−d, and exp(−loss) the product of σ^(1−d)·(1−σ)^d and of σ(±s), + for d = 0',
    C3: 'the gradient of a node is (σ − (1−d))·x, and of the input Σ (σ − (1−d))·θ over the path',
    C4: 'a node that is not on the path gets no gradient',
    C5: 'with −θ the turns 0 and 1 change places: so the convention that has 1 with σ is converted',
    C6: 'of the V−1 nodes a word’s cost depends on those on its way, as many as it is deep: log₂ V in a balanced tree; all words together depend on every node',
    C7: 'one word takes L sigmoids and L products of vectors, where a softmax over V words takes V exponentials; the nodes have V−1 vectors as long as the input, and no biases',
    C8: 'a step against the gradient makes the word more probable and leaves the nodes beside its path as they were',
    C9: 'with two levels it is P(group)·P(word | group), each a softmax of two scores, and with the logits of the shares for scores it gives any shares',
    C10: 'two words have probabilities that add up to one if the context is the input of both; if each has its own vector for input, the sum is off by as much as σ differs between them',
    C11: 'of one input the probability of several words is the product of theirs, and sums to one over every slot',
    C12: 'a word of the context moves the cost by the whole gradient of the input where that is their sum, and by half of it where it is the mean of two: between the slopes before and after, as the cost is convex',
  },
  examples: [
    {
      says: 'a turn 0 costs −log σ(2), a turn 1 −log(1 − σ(−1)), and the padding nothing',
      inputs: {
        x: [[1, 2]],
        theta: [
          [2, 0],
          [-3, 1],
          [8, 8],
        ],
        path: [[0, 1, 2]],
        code: [[0, 1, 0]],
        mask: [[1, 1, 0]],
      },
      outputs: { loss: ['0.44018970'] },
      row: '004/embedding.hierarchical-softmax.loss',
    },
    {
      says: 'nodes without a direction make every turn a coin',
      inputs: { x: [[3]], theta: [[0], [0]], path: [[0, 1]], code: [[1, 0]], mask: [[1, 1]] },
      outputs: { loss: ['1.38629436'] },
    },
    {
      says: 'the input is the sum of the context, (1, 0) + (0, 1), and not the word’s own vector (−1, 1)',
      inputs: {
        x: [[1, 1]],
        theta: [
          [1, 0],
          [0, 1],
        ],
        path: [[0, 1]],
        code: [[0, 0]],
        mask: [[1, 1]],
      },
      outputs: { loss: ['0.62652338'] },
      printed: { loss: ['1.62652338'] },
      row: '004/embedding.cbow.tree-input',
    },
    {
      says: 'three words for one input: 4/5, 1/5·1/4 and 1/5·3/4',
      inputs: {
        x: [[1], [1], [1]],
        theta: [[1.3862943611198906], [-1.0986122886681098]],
        path: [
          [0, 0],
          [0, 1],
          [0, 1],
        ],
        code: [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        mask: [
          [1, 0],
          [1, 1],
          [1, 1],
        ],
      },
      outputs: { loss: ['0.2231436', '2.995732', '1.897120'] },
      row: '001/embedding.hierarchical-softmax',
    },
  ],
  special: [
    {
      says: 'scores far out cost what they are, without overflow',
      inputs: { x: [[1000], [-1000]], theta: [[1]], path: [[0], [0]], code: [[1], [1]], mask: [[1], [1]] },
      outputs: { loss: [1000, 0] },
    },
    {
      says: 'NaN in a node that is not on the path does no harm',
      inputs: { x: [[1]], theta: [[0], [Number.NaN]], path: [[0]], code: [[0]], mask: [[1]] },
      outputs: { loss: ['0.69314718'] },
    },
  ],
  variants: {
    'one-with-sigma': {
      kind: 'convention',
      says: 'σ for a turn 1 and 1 − σ for a turn 0',
      edits: 'p[l] = code[l] == 1 ? σ(s[l]) : 1 - σ(s[l])',
      algorithm: 'loss = sum[l](mask[l] == 1 ? softplus(code[l] == 1 ? -s[l] : s[l]) : 0)',
      who: 'fastText, note 000',
      seen: [
        '000/embedding.word2vec.hierarchical-softmax.cbow',
        '000/embedding.word2vec.hierarchical-softmax.skip-gram',
        '004/embedding.hierarchical-softmax.likelihood',
      ],
    },
    'padding-counted': {
      kind: 'mistake',
      says: 'the padding of short paths counted as turns',
      edits: 'loss = sum[l](softplus(code[l] == 0 ? -s[l] : s[l]))',
    },
    'first-turn-left-out': {
      kind: 'mistake',
      says: 'the turn at the root left out: the product from the second node on',
      edits: 'loss = sum[l](mask[l] == 1 and l > 0 ? softplus(code[l] == 0 ? -s[l] : s[l]) : 0)',
      seen: ['000/embedding.word2vec.hierarchical-softmax.cbow'],
    },
    'turns-from-the-leaf': {
      kind: 'mistake',
      says: 'the turns read from the leaf upwards, the nodes from the root down',
      edits: 'loss = sum[l](mask[l] == 1 ? softplus(code[L-1-l] == 0 ? -s[l] : s[l]) : 0)',
    },
    'mean-over-the-path': {
      kind: 'mistake',
      says: 'the mean over the turns in the place of their sum',
      edits: `turns = sum[l](mask[l])
        loss = turns == 0 ? 0 : sum[l](mask[l] == 1 ? softplus(code[l] == 0 ? -s[l] : s[l]) : 0) / turns`,
    },
    'turns-taken-for-scores': {
      kind: 'mistake',
      says: 'the score itself where σ of it belongs',
      edits: 'loss = sum[l](mask[l] == 1 ? (code[l] == 0 ? -s[l] : s[l]) : 0)',
    },
    'every-turn-with-sigma': {
      kind: 'mistake',
      says: 'σ for both turns',
      edits: 'loss = sum[l](mask[l] == 1 ? softplus(-s[l]) : 0)',
    },
    'no-turn-with-sigma': {
      kind: 'mistake',
      says: '1 − σ for both turns',
      edits: 'loss = sum[l](mask[l] == 1 ? softplus(s[l]) : 0)',
      seen: ['R-EMB-07'],
    },
    'log-of-the-difference': {
      kind: 'mistake',
      says: 'the logarithm of σ and of 1 − σ as they stand, which is −∞ where σ is rounded to 0 or 1',
      edits: `q(z) = sigmoid(z)
        loss = -sum[l](mask[l] == 1 ? log(code[l] == 0 ? q(s[l]) : 1 - q(s[l])) : 0)`,
      shows: 'numerically',
    },
    'no-gradient-to-the-input': {
      kind: 'mistake',
      says: 'no gradient to the input: the context’s vectors learn nothing',
      edits: 's[l] = sum[d](stop(x[d]) * theta[path[l],d])',
      shows: 'in the gradient',
    },
    'no-gradient-to-the-nodes': {
      kind: 'mistake',
      says: 'no gradient to the nodes',
      edits: 's[l] = sum[d](x[d] * stop(theta[path[l],d]))',
      shows: 'in the gradient',
    },
    'gradient-of-one-label': {
      kind: 'mistake',
      says: 'a gradient (σ − 1)·x for every turn, as if all labels were 1',
      edits: `u(z) = softplus(-z)
        loss = sum[l](mask[l] == 1 ? stop(softplus(code[l] == 0 ? -s[l] : s[l])) + u(s[l]) - stop(u(s[l])) : 0)`,
      shows: 'in the gradient',
    },
  },
  pitfalls: [
    'which turn goes with σ is a convention: word2vec.c and Rong have 0, fastText 1; the trees are mirrored, θ becomes −θ',
    'there is nothing to normalise: at each node the two turns share one, so the leaves do; only the whole distribution takes all V−1 nodes',
    'the tree’s input is the context, the word is where the path ends: the word’s own vector is nowhere in it',
  ],

  rows: {
    '000/embedding.word2vec.hierarchical-softmax.cbow': ['law C5', 'gradient', 'variant one-with-sigma'],
    '000/embedding.word2vec.hierarchical-softmax.skip-gram': ['law C11', 'variant one-with-sigma'],
    '000/embedding.word2vec.hierarchical-softmax.normalised': 'law C1',
    '000/embedding.word2vec.hierarchical-softmax.interpretation': ['law C8', 'law C2'],
    '001/embedding.hierarchical-softmax': ['law C2', 'law C1', 'law C6', 'gradient'],
    '001/identity.hierarchical-softmax.chain-rule': 'law C9',
    '001/claim.hierarchical-softmax.normalisation-cost': ['law C6', 'law C7'],
    '004/embedding.cbow.tree-input': 'law C10',
    '004/embedding.hierarchical-softmax.node-unit': ['law C7', 'law C3'],
    '004/embedding.hierarchical-softmax.likelihood': ['law C2', 'variant one-with-sigma'],
    '004/embedding.hierarchical-softmax.loss': ['agreement', 'law C2', 'law C5'],
    '004/identity.hierarchical-softmax.normalisation': 'law C1',
    '004/embedding.hierarchical-softmax.gradient': ['gradient', 'law C3', 'law C12'],
    '004/counting.hierarchical-softmax.path-parameters': 'law C4',
  },

  mathjs: `s(l) = sum(map(range(1, D, true), f(d) = x[d] * theta[path[l] + 1, d]));
    g(z) = z > 0 ? log(1 + exp(-z)) : log(1 + exp(z)) - z;
    t(l) = mask[l] == 0 ? 0 : (code[l] == 0 ? g(s(l)) : g(-s(l)));
    loss = sum(map(range(1, L, true), f(l) = t(l)))`,
});
