import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** my dog is cute / he likes playing, numbered from 5. */
const DOG = [5, 6, 7, 8];
const LIKES = [9, 10, 11];

export default algorithm({
  name: 'sentence-pair',
  family: 'tokenizer',
  title: 'Two sentences as one row of tokens, with the segment that each token belongs to',
  sources: [
    'Devlin et al. (2019), BERT: pre-training of deep bidirectional transformers, section 3 and figure 2',
    'https://huggingface.co/docs/transformers/model_doc/bert (token_type_ids)',
  ],

  signature: 'sentence_pair(a[A] in 100000, b[B] in 100000; cls, sep) -> tokens[A+B+3], segments[A+B+3]',
  steps: [
    'The tokens are [CLS], the words of a, [SEP], the words of b, [SEP].',
    'The segment is 0 up to the first [SEP], with it, and 1 after it: 0 A+2 times, 1 B+1 times.',
  ],
  options: { cls: int(100, 104, 101), sep: int(105, 110, 106) },
  sizes: { A: [1, 7], B: [1, 7] },
  values: { a: [0, 120], b: [0, 120] },

  laws: {
    C1: 'A + B + 3 tokens, of which the first is [CLS], and [SEP] follows each sentence',
    C2: 'the segments are 0, A+2 times, and then 1, B+1 times',
    C3: 'without the special tokens the words are those of a and then those of b',
    C4: 'in the other order each sentence looks as it did; the segments change over after the first [SEP]',
  },
  examples: [
    {
      says: 'my dog is cute, he likes playing: 0 six times, 1 four times, and no full stop (number 4) before the last [SEP]',
      inputs: { a: DOG, b: LIKES },
      options: { cls: 101, sep: 105 },
      outputs: {
        tokens: [101, 5, 6, 7, 8, 105, 9, 10, 11, 105],
        segments: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1],
      },
      printed: { tokens: [101, 5, 6, 7, 8, 105, 9, 10, 11, 4, 105] },
      row: '000/tokenizer.bert.pair-format',
    },
    {
      says: 'my dog is cute, he likes play ##ing: one more',
      inputs: { a: DOG, b: [9, 10, 12, 13] },
      options: { cls: 101, sep: 105 },
      outputs: {
        tokens: [101, 5, 6, 7, 8, 105, 9, 10, 12, 13, 105],
        segments: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      },
      row: '000/tokenizer.bert.segment-example',
    },
    {
      says: '我的狗很可爱, 企鹅不擅长飞行: sixteen tokens, 0 eight times, 1 eight times',
      inputs: { a: [5, 6, 7, 8, 9, 10], b: [11, 12, 13, 14, 15, 16, 17] },
      options: { cls: 101, sep: 105 },
      outputs: {
        tokens: [101, 5, 6, 7, 8, 9, 10, 105, 11, 12, 13, 14, 15, 16, 17, 105],
        segments: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1],
      },
      row: '000/tokenizer.bert.segment-example',
    },
    {
      says: '我的狗很可爱, 他喜欢玩耍: 0 eight times, 1 six times',
      inputs: { a: [5, 6, 7, 8, 9, 10], b: [18, 19, 20, 21, 22] },
      options: { cls: 101, sep: 105 },
      outputs: {
        tokens: [101, 5, 6, 7, 8, 9, 10, 105, 18, 19, 20, 21, 22, 105],
        segments: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
      },
      row: '000/tokenizer.bert.segment-example',
    },
  ],
  variants: {
    'no-segments': {
      kind: 'convention',
      says: 'the segment 0 for both sentences',
      rule: { second: 0 },
      who: 'models without segments, as DistilBERT',
    },
    'segments-from-one': {
      kind: 'mistake',
      says: 'segments 1 and 2 in the place of 0 and 1',
      rule: { first: 1, second: 2 },
    },
    'classifier-at-the-end': {
      kind: 'convention',
      says: '[CLS] as the last token',
      rule: { classifier: 'back' },
      who: 'XLNet, which gives it a segment of its own',
    },
    'separator-with-the-second': {
      kind: 'mistake',
      says: 'the separator between the sentences counted with the second',
      rule: { separator: 'second' },
    },
    'sentences-exchanged': {
      kind: 'mistake',
      says: 'the second sentence first',
      rule: { order: 'ba' },
    },
  },
  pitfalls: [
    'the segments are numbers that look up a row of a trainable 2 × D table; they are not that embedding themselves',
    'a pair is three tokens longer than its words: two more and the longest input is too long',
  ],

  rows: {
    '000/tokenizer.bert.pair-format': ['law C1', 'law C2'],
    '000/counting.bert.pair-length': 'law C1',
    '000/tokenizer.bert.segment-example': 'law C2',
  },
});
