import { algorithm } from './lib/algorithm.ts';

export default algorithm({
  name: 'next-sentence-pairs',
  family: 'language-model',
  title: 'Pairs of sentences of which one half are neighbours in a text and the other half are not',
  sources: [
    'Devlin et al. (2019), BERT: pre-training of deep bidirectional transformers, section 3.1',
    'https://github.com/google-research/bert (create_pretraining_data.py: the random sentence is of another document)',
  ],

  signature:
    'next_sentence_pairs(document[S] in 1000, coin[S] in 2, draw[S] in 1000) -> first[S], second[S], label[S]',
  steps: [
    'Sentences stand in their order; `document` says which document each is of. The draws of each sentence are given.',
    'A sentence begins a pair where the next one is of the same document; otherwise its row is −1 throughout.',
    'Where its coin shows 0, the second sentence is the next one, and the label 0 (IsNext).',
    'Where it shows 1, it is one of the sentences of other documents, that of the number `draw` modulo their number, and the label 1 (NotNext).',
    'Without another document it is the next one in either case.',
  ],
  sizes: { S: [2, 9] },
  values: { document: [0, 1], draw: [0, 20] },

  laws: {
    C1: 'the label is 0 exactly where the second sentence is the next one of the same document, and every sentence that has a next one begins one pair',
    C2: 'the sentences of a negative are of different documents',
    C3: 'of the two sides of a coin one gives a positive and the other a negative: both classes are equally frequent over all draws',
    C4: 'over the draws each sentence of the other documents comes second equally often',
    C5: 'of one document alone there are positives only',
  },
  examples: [
    {
      says: 'two documents of three and two sentences: a positive, a negative, the last of a document, a negative',
      inputs: { document: [0, 0, 0, 1, 1], coin: [0, 1, 0, 1, 0], draw: [7, 5, 0, 4, 0] },
      outputs: { first: [0, 1, -1, 3, -1], second: [1, 4, -1, 1, -1], label: [0, 1, -1, 1, -1] },
      row: '000/language-model.bert.nsp',
    },
  ],
  variants: {
    'one-for-next': {
      kind: 'convention',
      says: 'the label 1 for a positive and 0 for a negative',
      rule: { next: 1 },
      who: 'code that asks “is it the next one?”',
    },
    'sentence-order': {
      kind: 'convention',
      says: 'the same two sentences turned round for a negative',
      rule: { negatives: 'turned-round' },
      who: 'sentence-order prediction, ALBERT (2020)',
    },
    'random-from-anywhere': {
      kind: 'mistake',
      says: 'a negative drawn from all sentences, so that it may be the next one',
      rule: { negatives: 'anywhere' },
    },
    'random-from-the-same-document': {
      kind: 'mistake',
      says: 'a negative drawn from the document itself',
      rule: { negatives: 'same-document' },
    },
    'across-documents': {
      kind: 'mistake',
      says: 'the first sentence of a document taken for the next one of the last of another',
      rule: { within: false },
    },
    'coin-turned': {
      kind: 'convention',
      says: 'a negative where the coin shows 0',
      rule: { positive: 1 },
    },
  },
  pitfalls: [
    'a random sentence of the same text may be the next one: a negative that is labelled wrongly',
    'whether 0 or 1 means “next” differs between data sets and losses',
  ],

  rows: {
    '000/language-model.bert.nsp': ['law C1', 'law C2', 'law C3'],
  },
});
