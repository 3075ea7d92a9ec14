import { algorithm } from './lib/algorithm.ts';
import { choice, int } from './lib/options.ts';

export default algorithm({
  name: 'mini-batches',
  family: 'counting',
  title: 'How many updates a pass over the samples makes, and how many samples it leaves out',
  sources: [
    'Goodfellow, Bengio & Courville (2016), Deep learning, section 8.1.3',
    'https://pytorch.org/docs/stable/data.html (drop_last)',
  ],

  signature: 'mini_batches(; samples, batch, last) -> updates, discarded',
  steps: [
    'Take `batch` samples after another, as long as there are so many, and update after each batch.',
    'What is left is a short last batch: kept, it makes one more update; dropped, its samples are discarded.',
  ],
  options: { samples: int(1, 40, 10), batch: int(1, 12, 4), last: choice('keep', 'drop') },

  laws: {
    C1: 'counted one sample at a time, with an update wherever a batch is full, there are as many',
    C2: 'batch descent makes one update a pass, single samples make as many as there are, and kept there are ⌈N/B⌉, dropped ⌊N/B⌋',
    C3: 'larger batches never make more updates, and half the size makes at most twice as many',
    C4: 'kept, no sample is discarded; dropped, N mod B: B − 1 at worst, which grows with B, while N mod B itself does not (10 mod 4 is 2, 10 mod 5 is 0)',
  },
  examples: [
    ...[10, 5, 4, 3, 2, 2, 2, 2, 2, 1].map((updates, n) => ({
      says: `ten samples in batches of ${n + 1}: ${updates}`,
      inputs: {},
      options: { samples: 10, batch: n + 1, last: 'keep' },
      outputs: { updates, discarded: 0 },
      row: '004/counting.updates-per-epoch',
    })),
    {
      says: 'of ten samples batches of four lose two',
      inputs: {},
      options: { samples: 10, batch: 4, last: 'drop' },
      outputs: { updates: 2, discarded: 2 },
      row: '004/counting.mini-batch.discarded-samples',
    },
    {
      says: 'of ten samples batches of five lose none, though they are larger',
      inputs: {},
      options: { samples: 10, batch: 5, last: 'drop' },
      outputs: { updates: 2, discarded: 0 },
      row: '004/counting.mini-batch.discarded-samples',
    },
  ],
  variants: {
    'always-keep': {
      kind: 'mistake',
      says: 'the last short batch kept in any case',
      rule: { always: 'keep' },
    },
    'always-drop': {
      kind: 'mistake',
      says: 'the last short batch dropped in any case',
      rule: { always: 'drop' },
    },
    'an-empty-batch': {
      kind: 'mistake',
      says: 'one more update than there are full batches, even if nothing is left for it',
      rule: { empty: true },
    },
    'missing-for-discarded': {
      kind: 'mistake',
      says: 'what is missing from the last batch for what is discarded, and so more for larger batches',
      rule: { missing: true },
      seen: ['004/counting.mini-batch.discarded-samples'],
    },
  },
  pitfalls: ['small batches are many and not large: ⌈N/B⌉ grows as B falls'],

  rows: {
    '004/counting.updates-per-epoch': ['law C1', 'law C2', 'law C3'],
    '004/counting.mini-batch.discarded-samples': ['law C4', 'variant missing-for-discarded'],
  },
});
