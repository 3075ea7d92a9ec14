import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'noam-schedule',
  family: 'optimizer',
  title: 'A rate that grows in a straight line over the warm-up, and then falls as the root of the step',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, equation 3 (width 512, 4000 steps of warm-up)',
    'https://nlp.seas.harvard.edu/annotated-transformer/ (with a factor before it)',
  ],

  equations: `noam_schedule(; length, width, warmup, factor) -> lr[length]
    lr[t] = factor * width^(-1/2) * min((t + 1)^(-1/2), (t + 1) * warmup^(-3/2))`,
  algorithms: [
    'lr[t] = factor * width^(-1/2) * min((t + 1)^(-1/2), (t + 1) * warmup^(-3/2))',
    'lr[t] = factor / sqrt(width) * min(1 / sqrt(t + 1), (t + 1) / (warmup * sqrt(warmup)))',
  ],
  options: {
    length: int(1, 40, 10),
    width: int(1, 1024, 512),
    warmup: int(1, 20, 4),
    factor: real(1, [1, 2, 0.3]),
  },

  laws: {
    C1: 'the highest rate is that of the last step of the warm-up, factor/√(width · warmup)',
    C2: 'in the warm-up step s has s times the first rate',
    C3: 'after it the squared rate times the step stays the same',
    C4: 'four times the width halves the rates, and twice the factor doubles them',
    C5: 'after the warm-up its length no longer matters',
    C6: 'a longer table begins with the shorter one',
  },
  examples: [
    {
      says: 'four steps of warm-up at width 4: up by a sixteenth each, down with the root',
      inputs: {},
      options: { length: 9, width: 4, warmup: 4 },
      outputs: {
        lr: [
          '0.0625000',
          '0.1250000',
          '0.1875000',
          '0.2500000',
          '0.2236068',
          '0.2041241',
          '0.1889822',
          '0.1767767',
          '0.1666667',
        ],
      },
    },
    {
      says: 'the first rate of the paper’s model',
      inputs: {},
      options: { length: 1, width: 512, warmup: 4000 },
      outputs: { lr: ['0.000000174693'] },
    },
    {
      says: 'a warm-up of one step is none',
      inputs: {},
      options: { length: 4, width: 1, warmup: 1, factor: 2 },
      outputs: { lr: ['2.000000', '1.414214', '1.154701', '1.000000'] },
    },
  ],
  variants: {
    'counts-from-zero': {
      kind: 'mistake',
      says: 'steps counted from 0: the first rate is 0',
      edits: 'lr[t] = t == 0 ? 0 : factor * width^(-1/2) * min(t^(-1/2), t * warmup^(-3/2))',
    },
    'larger-of-the-two': {
      kind: 'mistake',
      says: 'the larger of line and root',
      edits: 'lr[t] = factor * width^(-1/2) * max((t + 1)^(-1/2), (t + 1) * warmup^(-3/2))',
    },
    'no-warm-up': {
      kind: 'mistake',
      says: 'the falling root alone',
      edits: 'lr[t] = factor * width^(-1/2) * (t + 1)^(-1/2)',
    },
    'no-fall': {
      kind: 'mistake',
      says: 'the rising line alone',
      edits: 'lr[t] = factor * width^(-1/2) * (t + 1) * warmup^(-3/2)',
    },
    'level-warm-up': {
      kind: 'convention',
      says: 'the highest rate throughout the warm-up',
      edits: 'lr[t] = factor * width^(-1/2) * max(t + 1, warmup)^(-1/2)',
      who: 'T5',
    },
    'stays-at-the-top': {
      kind: 'mistake',
      says: 'the highest rate for ever after the warm-up',
      edits: 'lr[t] = factor * width^(-1/2) * min(warmup^(-1/2), (t + 1) * warmup^(-3/2))',
    },
    'falls-with-the-step': {
      kind: 'mistake',
      says: 'a fall with the step, not with its root',
      edits: 'lr[t] = factor * width^(-1/2) * min(warmup^(1/2) / (t + 1), (t + 1) * warmup^(-3/2))',
    },
    'line-with-a-jump': {
      kind: 'mistake',
      says: 'a line that is not the root’s height at the end of the warm-up',
      edits: 'lr[t] = factor * width^(-1/2) * min((t + 1)^(-1/2), (t + 1) / warmup)',
    },
    'width-without-the-root': {
      kind: 'mistake',
      says: 'the width without its root',
      edits: 'lr[t] = factor / width * min((t + 1)^(-1/2), (t + 1) * warmup^(-3/2))',
    },
    'width-left-out': {
      kind: 'mistake',
      says: 'the width left out',
      edits: 'lr[t] = factor * min((t + 1)^(-1/2), (t + 1) * warmup^(-3/2))',
    },
    'factor-ignored': {
      kind: 'mistake',
      says: 'factor 1, whatever was asked for',
      force: { factor: 1 },
    },
    'one-to-the-top': {
      kind: 'convention',
      says: 'a highest rate of `factor`, without the width',
      edits: 'lr[t] = factor * min((warmup / (t + 1))^(1/2), (t + 1) / warmup)',
      who: 'fairseq’s inverse_sqrt, which is given the highest rate',
    },
  },
  pitfalls: [
    'steps count from 1: step 0 has no inverse root',
    'the product of width and warm-up sets the highest rate: a narrow model gets a high one',
  ],

  mathjs: `line(s) = s / sqrt(warmup ^ 3);
    root(s) = 1 / sqrt(s);
    lr = map(range(1, length, true), f(s) = factor / sqrt(width) * (s < warmup ? line(s) : root(s)))`,
});
