import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** Letters as in the alphabet from 1, blanks 0. */
const text = (letters: string): number[] =>
  Array.from(letters, (letter) => (letter === '_' ? 0 : letter.charCodeAt(0) - 96));

export default algorithm({
  name: 'selective-copy',
  family: 'recurrent',
  title: 'A task for memory: the first letters of a text, to be given back after all of it has been read',
  sources: [
    'Hochreiter & Schmidhuber (1997), Long short-term memory, section 5',
    'Arjovsky, Shah & Bengio (2016), Unitary evolution recurrent neural networks (the copying problem)',
  ],

  signature: 'selective_copy(letters[M] in 1000; keep) -> input[M+keep], output[M+keep]',
  steps: [
    'Letters are 1, 2, …; 0 is a blank.',
    'input: all letters, and then `keep` blanks.',
    'output: a blank for each letter while they are read, and then the first `keep` of them, one at each blank.',
    'Where there are fewer letters than that, what is left of the output is blank.',
  ],
  options: { keep: int(1, 4, 3) },
  sizes: { M: [1, 9] },
  values: { letters: [1, 5] },

  laws: {
    C1: 'input and output have the same length, and at no place are both a letter',
    C2: 'the output is blank while letters are read, and the first letters in their order follow',
    C3: 'letters after the kept ones have no influence on the output',
    C4: 'each of the kept letters has: over two letters there are 2^keep outputs, all to be told apart by what has been remembered',
    C5: 'a machine that remembers `keep` letters and a count gives the output while it reads the input once',
  },
  examples: [
    {
      says: 'abcdefg and three blanks: seven blanks and abc',
      inputs: { letters: text('abcdefg') },
      options: { keep: 3 },
      outputs: { input: text('abcdefg___'), output: text('_______abc') },
      row: '000/layer.lstm.selective-copy-task',
    },
    {
      says: 'letters may be repeated',
      inputs: { letters: text('zza') },
      options: { keep: 2 },
      outputs: { input: text('zza__'), output: text('___zz') },
    },
    {
      says: 'fewer letters than are asked for',
      inputs: { letters: text('a') },
      options: { keep: 3 },
      outputs: { input: text('a___'), output: text('_a__') },
    },
  ],
  variants: {
    'last-letters': {
      kind: 'mistake',
      says: 'the last letters in the place of the first',
      rule: { which: 'last' },
    },
    'in-reverse': {
      kind: 'mistake',
      says: 'the kept letters in reverse, as a stack gives them',
      rule: { reverse: true },
    },
    'at-once': {
      kind: 'mistake',
      says: 'the letters given back while they are read',
      rule: { delay: 'none' },
    },
    'one-step-early': {
      kind: 'mistake',
      says: 'the answer begun with the last letter',
      rule: { delay: 'early' },
    },
  },
  pitfalls: ['the answer needs the letters and the moment at which the reading ends: memory and a counter'],

  rows: { '000/layer.lstm.selective-copy-task': ['law C1', 'law C2', 'law C5'] },
});
