import { formula } from './lib/formula.ts';
import { flag } from './lib/options.ts';

export default formula({
  name: 'residual-block',
  family: 'residual',
  title: 'A branch of two layers added to its input',
  sources: [
    'He, Zhang, Ren & Sun (2016), Deep residual learning for image recognition (ReLU after the sum)',
    'He, Zhang, Ren & Sun (2016), Identity mappings in deep residual networks (nothing after the sum)',
  ],

  equations: `residual_block(x[D], W1[H,D], b1[H], W2[D,H], b2[D]; activate) -> y[D]
    a[j] = sum[d](W1[j,d] * x[d]) + b1[j]
    g[o] = sum[j](W2[o,j] * max(0, a[j])) + b2[o]
    f[o] = x[o] + g[o]
    y[o] = activate ? max(0, f[o]) : f[o]`,
  over: { batch: ['x'] },
  options: { activate: flag(true) },
  sizes: { D: [1, 4], H: [1, 5] },

  laws: {
    C1: 'with a branch of zero it is the identity; ReLU after the sum leaves of that what is not negative',
    C2: 'the branch only has to fit what is missing: for any map f the branch f(x) − x makes the block f(x)',
    C3: 'the shortcut adds the identity to the Jacobian of the branch: dx = dy + Jᵀdy',
    C4: 'with ReLU after the sum it is the positive part of what it is without',
    C5: 'of a target x + ε·h(x) a branch of zero misses ε²‖h‖², a layer of zero without the shortcut nearly all of ‖x‖²',
    C6: 'its result is as wide as its input, and a branch of another width does not fit',
  },
  examples: [
    {
      says: 'with a branch of zero (−1, 2) stays (−1, 2) without ReLU after the sum …',
      inputs: { x: [[-1, 2]], W1: [[1, 1]], b1: [0], W2: [[0], [0]], b2: [0, 0] },
      options: { activate: false },
      outputs: { y: [[-1, 2]] },
    },
    {
      says: '… and becomes (0, 2) with it',
      inputs: { x: [[-1, 2]], W1: [[1, 1]], b1: [0], W2: [[0], [0]], b2: [0, 0] },
      options: { activate: true },
      outputs: { y: [[0, 2]] },
      row: '004/residual.zero-branch',
    },
    {
      says: 'a branch that is open adds what it computes',
      inputs: { x: [[2, -1]], W1: [[1, 0]], b1: [1], W2: [[2], [-3]], b2: [0.5, 0] },
      options: { activate: false },
      outputs: { y: [[8.5, -10]] },
      row: '002/residual.resnet.block',
    },
  ],
  special: [
    {
      says: 'NaN stays in its sample',
      inputs: { x: [[Number.NaN], [1]], W1: [[1]], b1: [0], W2: [[1]], b2: [0] },
      outputs: { y: [[Number.NaN], [2]] },
    },
    {
      says: 'an infinite input passes both ways',
      inputs: { x: [[Infinity]], W1: [[1]], b1: [0], W2: [[1]], b2: [0] },
      outputs: { y: [[Infinity]] },
    },
  ],
  variants: {
    'no-shortcut': {
      kind: 'mistake',
      says: 'the branch alone, without its input',
      edits: 'f[o] = g[o]',
      seen: ['002/residual.resnet.residual-target'],
    },
    'shortcut-subtracted': {
      kind: 'mistake',
      says: 'the input subtracted from the branch, not added',
      edits: 'f[o] = g[o] - x[o]',
    },
    'always-activated': {
      kind: 'convention',
      says: 'ReLU after the sum, whether it was asked for or not',
      force: { activate: true },
      who: 'He et al. (2016), Deep residual learning',
      seen: ['004/residual.block'],
    },
    'never-activated': {
      kind: 'convention',
      says: 'nothing after the sum, whatever was asked for',
      force: { activate: false },
      who: 'He et al. (2016), Identity mappings',
      seen: ['002/residual.resnet.block'],
    },
    'activated-before-the-sum': {
      kind: 'mistake',
      says: 'ReLU on the branch before the sum, which can then only grow',
      edits: 'f[o] = x[o] + max(0, g[o])',
    },
    'pre-activation': {
      kind: 'convention',
      says: 'ReLU on the input of the branch instead of between its layers',
      edits: `a[j] = sum[d](W1[j,d] * max(0, x[d])) + b1[j]
        g[o] = sum[j](W2[o,j] * a[j]) + b2[o]`,
    },
    'no-gradient-through-the-shortcut': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient through the shortcut',
      edits: 'f[o] = stop(x[o]) + g[o]',
      seen: ['002/residual.resnet.gradient'],
    },
    'no-gradient-through-the-branch': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'no gradient to the input through the branch',
      edits: 'a[j] = sum[d](W1[j,d] * stop(x[d])) + b1[j]',
    },
    'gradient-through-shut-units': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'a gradient that passes shut hidden units too',
      edits: 'g[o] = sum[j](W2[o,j] * (a[j] + stop(max(0, a[j]) - a[j]))) + b2[o]',
    },
  },
  rows: {
    '002/residual.resnet.block': ['agreement', 'law C6'],
    '002/residual.resnet.residual-target': 'law C2',
    '002/residual.resnet.gradient': 'law C3',
    '004/residual.block': ['agreement', 'law C4', 'law C6'],
    '004/residual.residual-mapping': 'law C2',
    '004/residual.zero-branch': 'law C1',
    '004/residual.jacobian': 'law C3',
    '004/residual.easier-optimisation': 'law C5',
  },

  mathjs: `h(j) = max(0, sum(map(range(1, D, true), f(d) = W1[j, d] * x[d])) + b1[j]);
    s(o) = x[o] + sum(map(range(1, H, true), f(j) = W2[o, j] * h(j))) + b2[o];
    y = map(range(1, D, true), f(o) = activate ? max(0, s(o)) : s(o))`,
});
