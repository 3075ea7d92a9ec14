import { algorithm } from './lib/algorithm.ts';

export default algorithm({
  name: 'masked-tokens',
  family: 'language-model',
  title: 'What a masked language model is shown of a text, and which of its words it must guess',
  sources: [
    'Devlin et al. (2019), BERT: pre-training of deep bidirectional transformers, section 3.1',
    'https://github.com/google-research/bert (create_pretraining_data.py)',
  ],

  signature:
    'masked_tokens(tokens[N] in 30000, select[N] in 1000, kind[N] in 10, replacement[N] in 30000) -> corrupted[N], labels[N]',
  steps: [
    'Tokens are numbers: 0 [PAD], 1 [CLS], 2 [SEP], 3 [MASK], and from 4 on words. The draws of each position are given.',
    'A word is selected where `select`, one of 1000, is less than 150; a special token never is.',
    'Of `kind`, one of ten, 0 … 7 put [MASK] in its place, 8 the token `replacement` of the whole vocabulary, 9 leaves it.',
    'The label of a selected position is the original token, of any other −1.',
  ],
  sizes: { N: [1, 12] },
  values: { tokens: [0, 8], select: [140, 159], kind: [6, 9], replacement: [2, 6] },

  laws: {
    C1: 'of all draws exactly 0.15 select a word: 0.12 mask it, 0.015 put another in its place, 0.015 change nothing; 0.85 leave it alone',
    C2: 'no draw selects a special token',
    C3: 'the label of a selected position is the original token, and all others are as they were',
    C4: 'each position goes by its own draws',
    C5: 'the random token may be any of the vocabulary, the original included: less than 0.135 of all words change',
  },
  examples: [
    {
      says: 'masked, replaced, left as it was; not selected; special',
      inputs: {
        tokens: [1, 5, 6, 7, 8, 2],
        select: [0, 149, 10, 20, 150, 0],
        kind: [0, 7, 8, 9, 0, 0],
        replacement: [4, 4, 4, 4, 4, 4],
      },
      outputs: { corrupted: [1, 3, 4, 7, 8, 2], labels: [-1, 5, 6, 7, -1, -1] },
      row: '000/language-model.bert.masking',
    },
    {
      says: 'a random token that is the original one: selected, and not changed',
      inputs: { tokens: [6], select: [0], kind: [8], replacement: [6] },
      outputs: { corrupted: [6], labels: [6] },
    },
  ],
  variants: {
    'random-is-another': {
      kind: 'convention',
      says: 'another token in any case where a random one is put',
      rule: { other: true },
      who: 'note 000',
      seen: ['000/language-model.bert.masking'],
    },
    'always-masked': {
      kind: 'convention',
      says: '[MASK] at every selected position',
      rule: { masking: 10, replacing: 0 },
      who: 'masked language models without the 80/10/10 rule',
    },
    'random-and-unchanged-exchanged': {
      kind: 'mistake',
      says: 'a fifth of the selected replaced, and none left as it was',
      rule: { replacing: 2 },
    },
    'a-draw-too-many': {
      kind: 'mistake',
      says: '151 of 1000 draws that select',
      rule: { selecting: 151 },
    },
    'special-selected': {
      kind: 'mistake',
      says: 'special tokens selected like words',
      rule: { special: true },
    },
    'labels-where-changed': {
      kind: 'mistake',
      says: 'labels where the token has changed alone: the model is never asked for a word that it sees',
      rule: { labels: 'changed' },
    },
    'labels-everywhere': {
      kind: 'mistake',
      says: 'a label at every position',
      rule: { labels: 'all' },
    },
    'corrupted-labels': {
      kind: 'mistake',
      says: 'the corrupted token for a label',
      rule: { labels: 'corrupted' },
    },
  },
  pitfalls: [
    '15 % are selected, not replaced: 13.5 % change at most, and a little less where a random token is the original one',
    'the unchanged tenth is predicted too: the loss counts every selected position',
  ],

  rows: {
    '000/language-model.bert.masking': ['law C1', 'law C2', 'law C3', 'law C5', 'variant random-is-another'],
  },
});
