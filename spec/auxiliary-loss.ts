import { formula } from './lib/formula.ts';
import { real } from './lib/options.ts';

export default formula({
  name: 'auxiliary-loss',
  family: 'loss',
  title: 'The loss of a network with heads of its own on the way: the last one in full, the others weighted',
  sources: [
    'Szegedy et al. (2015), Going deeper with convolutions, section 5 (weight 0.3, heads dropped at inference)',
  ],

  equations: `auxiliary_loss(main, aux[K]; weight) -> loss
    loss = main + weight * sum[k](aux[k])`,
  over: { batch: ['main', 'aux'] },
  options: { weight: real(0.3, [0.3, 0.125, 1.5]) },

  laws: {
    C1: 'with weight 0 it is the loss of the last head alone, and so is its gradient',
    C2: 'what the heads share gets the sum of their gradients, those on the way weighted: through a stem s, d loss/ds = d main/ds + weight·Σ d aux/ds',
    C3: 'L sigmoids on top of each other have a slope of at most 4⁻ᴸ, attained at zero: with ten up to the last head and three up to one on the way the latter gives the stem weight·4⁷ times as much',
    C4: 'reordering the heads on the way changes nothing',
  },
  examples: [
    {
      says: 'the last head and two on the way, each of these at 0.3',
      inputs: { main: [1], aux: [[2, 3]] },
      options: { weight: 0.3 },
      outputs: { loss: [2.5] },
      // The three added up as they are, as the note leaves it.
      printed: { loss: [6] },
      row: '004/loss.googlenet-auxiliary',
    },
  ],
  special: [
    {
      says: 'a head that has lost its way takes the loss with it',
      inputs: { main: [1, 2], aux: [[Infinity], [Number.NaN]] },
      outputs: { loss: [Infinity, Number.NaN] },
    },
  ],
  variants: {
    'heads-in-full': {
      kind: 'mistake',
      says: 'every head in full, with no weight',
      edits: 'loss = main + sum[k](aux[k])',
      seen: ['004/loss.googlenet-auxiliary'],
    },
    'main-weighted-too': {
      kind: 'mistake',
      says: 'the weight on the last head as well',
      edits: 'loss = weight * (main + sum[k](aux[k]))',
    },
    'heads-averaged': {
      kind: 'convention',
      says: 'the mean of the heads on the way, not their sum',
      edits: 'loss = main + weight * sum[k](aux[k]) / K',
    },
    'main-alone': {
      kind: 'convention',
      says: 'the last head alone, as at inference',
      edits: 'loss = main + 0 * sum[k](aux[k])',
    },
    'no-gradient-to-the-heads': {
      kind: 'mistake',
      shows: 'in the gradient',
      says: 'heads on the way that are counted and not trained',
      edits: 'loss = main + weight * sum[k](stop(aux[k]))',
    },
  },
  pitfalls: [
    'At inference the heads on the way are dropped; a loss reported there without them is not the one trained on.',
  ],
  rows: {
    '004/loss.googlenet-auxiliary': ['agreement', 'law C1', 'law C2'],
    '004/gradient-flow.googlenet-auxiliary-path': 'law C3',
  },

  mathjs: 'loss = main + weight * sum(aux)',
});
