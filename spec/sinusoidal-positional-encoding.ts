import { formula } from './lib/formula.ts';
import { int, real } from './lib/options.ts';

export default formula({
  name: 'sinusoidal-positional-encoding',
  family: 'embedding',
  title: 'Positions as sines and cosines of geometrically falling frequencies',
  sources: [
    'Vaswani et al. (2017), Attention is all you need, section 3.5',
    'https://nlp.seas.harvard.edu/annotated-transformer/ (frequencies through exp and log)',
  ],

  equations: `sinusoidal_positional_encoding(; length, d, base) -> y[length,d]
    angle[p<length,c<d] = p / base^(2*(c div 2) / d)
    y[p,c] = c mod 2 == 0 ? sin(angle[p,c]) : cos(angle[p,c])`,
  algorithms: [
    'angle[p<length,c<d] = p / base^(2*(c div 2) / d)',
    'angle[p<length,c<d] = p * exp(2*(c div 2) * -(log(base) / d))',
  ],
  options: {
    length: int(1, 40, 10),
    d: int(1, 9, 8),
    base: real(10000, [10000, 100, 7.5]),
  },

  laws: {
    C1: 'sine and cosine of a pair lie on the unit circle',
    C2: 'position 0 is 0, 1, 0, 1, …',
    C3: 'the encoding of p + k is that of p, every pair turned by an angle that depends on k alone',
    C4: 'products of two encodings depend on the distance of their positions alone, and their length is √(d/2)',
    C5: 'a longer table begins with the shorter one',
    C6: 'the first pair turns by one radian a position, whatever the base',
    C7: 'every entry lies within ±1',
    C8: 'with the base 2^(d/2) every pair turns half as fast as the one before: at 2p it stands where that stood at p',
    C9: 'it has no parameters and a value at every position; a learned table has one for each of length · d entries, and refuses the position `length`',
  },
  examples: [
    {
      says: 'sines and cosines alternate; the second pair turns a hundred times slower',
      inputs: {},
      options: { length: 2, d: 4, base: 10000 },
      outputs: {
        y: [
          [0, 1, 0, 1],
          ['0.8415', '0.5403', '0.0100', '0.99995'],
        ],
      },
    },
    {
      says: 'the exponent counts pairs: with d = 8 the second pair turns by 0.1',
      inputs: {},
      options: { length: 2, d: 8, base: 10000 },
      outputs: {
        y: [
          [0, 1, 0, 1, 0, 1, 0, 1],
          [
            '0.84147098',
            '0.54030231',
            '0.09983342',
            '0.99500417',
            '0.00999983',
            '0.99995000',
            '0.00100000',
            '0.99999950',
          ],
        ],
      },
    },
    {
      says: 'an odd d ends with a sine',
      inputs: {},
      options: { length: 2, d: 3, base: 1000 },
      outputs: {
        y: [
          [0, 1, 0],
          ['0.84147098', '0.54030231', '0.00999983'],
        ],
      },
    },
  ],
  variants: {
    'sines-then-cosines': {
      kind: 'convention',
      says: 'all sines first, then all cosines',
      edits: `angle[p<length,c<d] = p / base^(2*(c mod ((d + 1) div 2)) / d)
        y[p,c] = c < (d + 1) div 2 ? sin(angle[p,c]) : cos(angle[p,c])`,
      who: 'the concatenated layout of several libraries',
      seen: ['convention 102', 'R-POS-11'],
    },
    'last-frequency-is-one-over-the-base': {
      kind: 'convention',
      says: 'the exponent i / (d/2 − 1), so that the last frequency is 1/base',
      edits: 'angle[p<length,c<d] = p / base^((c div 2) / max(1, d div 2 - 1))',
      seen: ['convention 103'],
    },
    tensor2tensor: {
      kind: 'convention',
      says: 'all sines first, then all cosines, with the exponent i / (d/2 − 1)',
      edits: `angle[p<length,c<d] = p / base^((c mod ((d + 1) div 2)) / max(1, d div 2 - 1))
        y[p,c] = c < (d + 1) div 2 ? sin(angle[p,c]) : cos(angle[p,c])`,
      who: 'tensor2tensor, fairseq',
      seen: ['convention 102', 'convention 103'],
    },
    'counts-from-one': {
      kind: 'convention',
      says: 'positions counted from 1',
      edits: 'angle[p<length,c<d] = (p + 1) / base^(2*(c div 2) / d)',
      seen: ['convention 104'],
    },
    'exponent-twice-as-large': {
      kind: 'mistake',
      says: 'the exponent 2c/d of the column c, not of its pair',
      edits: 'angle[p<length,c<d] = p / base^(2*c / d)',
      seen: ['S-37', 'R-POS-06', 'R-POS-10'],
    },
    'own-frequency-for-cosines': {
      kind: 'mistake',
      says: 'the exponent c/d of the column c, so that a cosine has another frequency than its sine',
      edits: 'angle[p<length,c<d] = p / base^(c / d)',
      seen: ['S-37', 'R-POS-09'],
    },
    'base-1000': {
      kind: 'mistake',
      says: 'base 1000, whatever was asked for',
      force: { base: 1000 },
      seen: ['R-POS-09'],
    },
    'exponent-i-over-d': {
      kind: 'mistake',
      says: 'the exponent i/d for pair i, without the 2',
      edits: 'angle[p<length,c<d] = p / base^((c div 2) / d)',
    },
    'cosine-first': {
      kind: 'mistake',
      says: 'the cosine before the sine',
      edits: 'y[p,c] = c mod 2 == 0 ? cos(angle[p,c]) : sin(angle[p,c])',
    },
    'sines-only': {
      kind: 'mistake',
      says: 'a sine in every column',
      edits: 'y[p,c] = sin(angle[p,c])',
    },
  },
  pitfalls: [
    'i counts pairs of columns, not columns',
    'd = 2 hides every mistake in the exponent, position 0 hides the frequencies altogether',
  ],
  rows: {
    '000/identity.trig.addition': 'law C3',
    '000/layer.transformer.positional-encoding': 'agreement',
    '000/layer.transformer.pe-addition': 'law C3',
    '000/layer.transformer.pe-linear-shift': 'law C3',
    '000/layer.transformer.position-encoding-vs-embedding': 'law C9',
  },

  mathjs: `turn(p, i) = p / base^(2 * i / d);
    y = map(range(0, length - 1, true), f(p) = map(range(0, d - 1, true), g(c) = mod(c, 2) == 0 ? sin(turn(p, c / 2)) : cos(turn(p, (c - 1) / 2))))`,
});
