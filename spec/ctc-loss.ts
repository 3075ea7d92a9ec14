import { formula } from './lib/formula.ts';

export default formula({
  name: 'ctc-loss',
  family: 'loss',
  title:
    'The surprise at a sequence of labels, however they are spread over the steps with blanks in between',
  sources: [
    'Graves, Fernández, Gomez & Schmidhuber (2006), Connectionist temporal classification, section 4.1',
    'https://pytorch.org/docs/stable/generated/torch.nn.CTCLoss.html',
    'https://www.tensorflow.org/api_docs/python/tf/nn/ctc_loss',
  ],

  // The labels are 0 … C−2, the blank is the last class. A path goes through the states blank, label, blank, …, blank: at
  // each step it stays, goes one on, or two from a label to another one. α is what all paths to a state have together.
  equations: `ctc_loss(l[T,C], t[S] in C-1, length in S+1) -> loss
    e[u<2*S+1]  = u mod 2 == 1 ? t[u div 2]|0 : C - 1
    ly[s<T,u<2*S+1] = l[s,e[u]]|0
    alpha[s<T,u<2*S+1] = s == 0 ? (u < 2 ? exp(ly[s,u]) : 0)
      : exp(ly[s,u]) * ((alpha[s-1,u]|0) + (alpha[s-1,u-1]|0)
        + (u mod 2 == 1 and e[u] != (e[u-2]|C) ? alpha[s-1,u-2]|0 : 0))
    loss = -log((alpha[T-1,2*length]|0) + (alpha[T-1,2*length-1]|0))`,
  algorithms: [
    `top(a, b, c) = stop(max(max(a, b), c))
     lse(a, b, c) = top(a, b, c) == -∞ ? -∞
       : top(a, b, c) + log(exp(a - top(a, b, c)) + exp(b - top(a, b, c)) + exp(c - top(a, b, c)))
     way[s<T,u<2*S+1] = s == 0 ? (u < 2 ? ly[s,u] : -∞)
       : ly[s,u] + lse(way[s-1,u]|-∞, way[s-1,u-1]|-∞,
           u mod 2 == 1 and e[u] != (e[u-2]|C) ? way[s-1,u-2]|-∞ : -∞)
     loss = -lse(way[T-1,2*length]|-∞, way[T-1,2*length-1]|-∞, -∞)`,
  ],
  over: { batch: ['l', 't', 'length'] },
  sizes: { T: [1, 4], C: [2, 4], S: [1, 2] },
  requires: ['2*S - 1 <= T'],

  laws: {
    C1: 'it is minus the log of what all strings have together that become the target when repeats are merged and blanks left out: all are tried',
    C2: 'of shares that sum to one at each step all targets together have one',
    C3: 'an empty target has the blanks alone: minus the sum of their logarithms, with the gradient −1 at each',
    C4: 'what all classes of a step gain, the loss loses; the gradient of every step sums to −1, and lies between −1 and 0',
    C5: 'backwards, with the target turned round, it is the same',
    C6: 'classes that are neither in the target nor the blank have no influence and no gradient, and no more has the target behind its end',
    C7: 'labels with other numbers make the same loss',
  },
  examples: [
    {
      says: 'one label in two steps of three alike: three of nine strings, a a, a –, – a',
      inputs: {
        l: [
          [
            [0, 0, 0],
            [0, 0, 0],
          ],
        ],
        t: [[0]],
        length: [1],
      },
      outputs: { loss: ['-1.09861229'] },
    },
    {
      says: 'a label twice needs a blank between: one string, a – a',
      inputs: {
        l: [
          [
            [-1, -2],
            [-3, -0.5],
            [-0.25, -2],
          ],
        ],
        t: [[0, 0]],
        length: [2],
      },
      outputs: { loss: [1.75] },
    },
    {
      says: 'two different labels need none: a b alone in two steps, and of three steps five strings',
      inputs: {
        l: [
          [
            [0, 0, 0],
            [0, 0, 0],
            [0, 0, 0],
          ],
        ],
        t: [[0, 1]],
        length: [2],
      },
      outputs: { loss: ['-1.60943791'] },
    },
    {
      says: 'an empty target: the blank at each step',
      inputs: {
        l: [
          [
            [-1, -2],
            [-3, -0.5],
          ],
        ],
        t: [[0]],
        length: [0],
      },
      outputs: { loss: [2.5] },
    },
    {
      says: 'one label in two steps, e^−¾ likely at each, the blank e^−⅝: e^−1.5 + 2 e^−1.375',
      inputs: {
        l: [
          [
            [-0.75, -0.625],
            [-0.75, -0.625],
          ],
        ],
        t: [[0]],
        length: [1],
      },
      outputs: { loss: ['0.316343101'] },
    },
  ],
  special: [
    {
      says: 'a target that does not fit, a label twice in two steps, is impossible',
      inputs: {
        l: [
          [
            [0, 0],
            [0, 0],
          ],
        ],
        t: [[0, 0]],
        length: [2],
      },
      outputs: { loss: [Infinity] },
    },
    {
      says: 'a label that is impossible at one step may stand at the other',
      inputs: {
        l: [
          [
            [-Infinity, 0],
            [-1, -Infinity],
          ],
        ],
        t: [[0]],
        length: [1],
      },
      outputs: { loss: [1] },
    },
    {
      says: 'two thousand below: no path is lost',
      inputs: {
        l: [
          [
            [-2000, -3000],
            [-2500, -2000],
          ],
        ],
        t: [[0]],
        length: [1],
      },
      outputs: { loss: [4000] },
    },
    {
      says: 'NaN in a class of the target is NaN',
      inputs: { l: [[[Number.NaN, 0]]], t: [[0]], length: [1] },
      outputs: { loss: [Number.NaN] },
    },
  ],
  variants: {
    'blank-first': {
      kind: 'convention',
      says: 'class 0 as the blank, and label k as the class k + 1',
      edits: 'e[u<2*S+1] = u mod 2 == 1 ? (t[u div 2]|0) + 1 : 0',
      who: 'PyTorch and Optax unless told otherwise',
    },
    'softmax-first': {
      kind: 'convention',
      says: 'scores, whose logarithmic softmax is taken first',
      edits: `most[s<T]  = stop(max[k](l[s,k]))
        whole[s<T] = log(sum[k](exp(l[s,k] - most[s])))
        ly[s<T,u<2*S+1] = (l[s,e[u]]|0) - most[s] - whole[s]`,
      who: 'TensorFlow, Keras and Optax, which take scores',
      seen: ['convention 16'],
    },
    'gradient-through-a-softmax': {
      kind: 'convention',
      says: 'the gradient by the scores of a softmax before it, each class’s share less what paths have there',
      edits: `shares = sum[s<T,k<C](exp(l[s,k]))
        loss = -lse(way[T-1,2*length]|-∞, way[T-1,2*length-1]|-∞, -∞) + (shares - stop(shares))`,
      who: 'PyTorch ctc_loss',
      shows: 'in the gradient',
    },
    'repeats-without-a-blank': {
      kind: 'mistake',
      says: 'a step over the blank between equal labels too',
      edits: `way[s<T,u<2*S+1] = s == 0 ? (u < 2 ? ly[s,u] : -∞)
        : ly[s,u] + lse(way[s-1,u]|-∞, way[s-1,u-1]|-∞, u mod 2 == 1 ? way[s-1,u-2]|-∞ : -∞)`,
    },
    'blanks-never-skipped': {
      kind: 'mistake',
      says: 'a blank between all labels',
      edits: `way[s<T,u<2*S+1] = s == 0 ? (u < 2 ? ly[s,u] : -∞)
        : ly[s,u] + lse(way[s-1,u]|-∞, way[s-1,u-1]|-∞, -∞)`,
    },
    'labels-do-not-repeat': {
      kind: 'convention',
      says: 'labels that last one step only, so that repeats are not merged',
      edits: `way[s<T,u<2*S+1] = s == 0 ? (u < 2 ? ly[s,u] : -∞)
        : ly[s,u] + lse(u mod 2 == 0 ? way[s-1,u]|-∞ : -∞, way[s-1,u-1]|-∞, u mod 2 == 1 ? way[s-1,u-2]|-∞ : -∞)`,
      who: 'TensorFlow 1 with ctc_merge_repeated=False',
    },
    'begins-with-a-blank': {
      kind: 'mistake',
      says: 'paths that begin with a blank alone',
      edits: `way[s<T,u<2*S+1] = s == 0 ? (u < 1 ? ly[s,u] : -∞)
        : ly[s,u] + lse(way[s-1,u]|-∞, way[s-1,u-1]|-∞,
            u mod 2 == 1 and e[u] != (e[u-2]|C) ? way[s-1,u-2]|-∞ : -∞)`,
    },
    'ends-with-a-blank': {
      kind: 'mistake',
      says: 'paths that end with a blank alone',
      edits: 'loss = -lse(way[T-1,2*length]|-∞, -∞, -∞)',
    },
    'best-path-alone': {
      kind: 'mistake',
      says: 'the likeliest path alone',
      edits: 'lse(a, b, c) = max(max(a, b), c)',
    },
    'length-ignored': {
      kind: 'mistake',
      says: 'the whole row of labels, padding included',
      edits: 'loss = -lse(way[T-1,2*S]|-∞, way[T-1,2*S-1]|-∞, -∞)',
    },
    'divided-by-the-length': {
      kind: 'convention',
      says: 'the loss divided by the length of the target',
      edits: 'loss = -lse(way[T-1,2*length]|-∞, way[T-1,2*length-1]|-∞, -∞) / max(length, 1)',
      who: 'PyTorch with reduction="mean"',
      seen: ['convention 18'],
    },
    'zero-where-impossible': {
      kind: 'convention',
      says: '0 for a target that does not fit',
      edits: `all  = lse(way[T-1,2*length]|-∞, way[T-1,2*length-1]|-∞, -∞)
        loss = all == -∞ ? 0 : -all`,
      who: 'PyTorch with zero_infinity=True',
      shows: 'numerically',
    },
    'empty-target-in-the-gradient': {
      kind: 'mistake',
      says: 'a gradient of an empty target by the label before the first one, which is not there',
      edits: `astray = length == 0 ? sum[s](ly[s,1]) : 0
        loss = -lse(way[T-1,2*length]|-∞, way[T-1,2*length-1]|-∞, -∞) - 1 * (astray - stop(astray))`,
      shows: 'in the gradient',
      seen: ['R-LOS-19'],
    },
    'products-of-shares': {
      kind: 'mistake',
      says: 'products of shares in the place of sums of logarithms, which underflow',
      edits: 'loss = -log((alpha[T-1,2*length]|0) + (alpha[T-1,2*length-1]|0))',
      shows: 'numerically',
    },
  },
  pitfalls: [
    'a target needs a step for each label and one for each pair of equal neighbours: with fewer the loss is ∞ and its gradient NaN',
    'libraries differ in what they take, scores or their logarithmic softmax, and in which class is the blank',
    'PyTorch’s gradient is that by the scores before the softmax: alone it is not that of the loss',
  ],

  mathjs: `blank = C;
    at(u) = mod(u, 2) == 0 ? t[u / 2] + 1 : blank;
    last = 2 * length + 1;
    skips(u) = u < 3 ? false : (mod(u, 2) == 1 ? false : at(u) != at(u - 2));
    q(s, u) = exp(l[s, at(u)]);
    paths(s, u) = u < 1 ? 0 : (s == 1 ? (u < 3 ? q(1, u) : 0)
      : q(s, u) * (paths(s - 1, u) + paths(s - 1, u - 1) + (skips(u) ? paths(s - 1, u - 2) : 0)));
    loss = -log(paths(T, last) + (length > 0 ? paths(T, last - 1) : 0))`,
});
