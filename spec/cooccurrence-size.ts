import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

export default algorithm({
  name: 'cooccurrence-size',
  family: 'counting',
  title:
    'How large the matrices of words by words and of words by documents are, and how much of them is not zero',
  sources: [
    'Deerwester et al. (1990), Indexing by latent semantic analysis (words by documents)',
    'Pennington, Socher & Manning (2014), GloVe: global vectors for word representation (words by words)',
  ],

  signature:
    'cooccurrence_size(corpus[D,T] in words; words, window) -> word_word, word_document, pairs, places',
  steps: [
    'The corpus is D documents of T words each.',
    'word_word = words² and word_document = words · D are the entries of the two matrices.',
    'pairs: the entries (v, w) of the first that are not zero, where w stands at most `window` places from v in some document.',
    'places: the entries (v, d) of the second that are not zero, where v stands in document d.',
  ],
  options: { words: int(2, 6, 4), window: int(1, 3, 1) },
  sizes: { D: [1, 5], T: [1, 6] },

  laws: {
    C1: 'word_word does not depend on the corpus; another document adds `words` entries to word_document',
    C2: 'pairs are the ordered pairs of words that a search through all neighbours finds, and places the words of each document',
    C3: 'twice the words make word_word four times and word_document twice as large: it grows with the square of the vocabulary',
    C4: 'words by words is the larger matrix exactly where there are more words than documents',
    C5: 'what is not zero is no more than the matrix has, nor than 2 · window neighbours for each place of the corpus',
  },
  examples: [
    {
      says: 'three words in two documents: 9 entries against 6',
      inputs: {
        corpus: [
          [0, 1],
          [1, 2],
        ],
      },
      options: { words: 3, window: 1 },
      outputs: { word_word: 9, word_document: 6, pairs: 4, places: 4 },
      row: '000/embedding.glove.cooccurrence-size',
    },
    {
      says: 'a repeated word stands beside itself',
      inputs: { corpus: [[1, 1, 1]] },
      options: { words: 2, window: 1 },
      outputs: { word_word: 4, word_document: 2, pairs: 1, places: 1 },
    },
    {
      says: 'a wider window sees more pairs',
      inputs: { corpus: [[0, 1, 2]] },
      options: { words: 3, window: 2 },
      outputs: { word_word: 9, word_document: 3, pairs: 6, places: 3 },
    },
    {
      says: 'thirty thousand words by words are 900 million entries, nearly all of them zero',
      inputs: { corpus: [[29999, 0, 7]] },
      options: { words: 30000, window: 1 },
      outputs: { word_word: 900000000, word_document: 30000, pairs: 4, places: 3 },
      row: '000/embedding.glove.cooccurrence-size',
    },
  ],
  variants: {
    'linear-in-the-words': {
      kind: 'mistake',
      says: 'a words by words matrix that grows with the words alone, as if it knew no curse of dimensionality',
      rule: { square: false },
      seen: ['000/embedding.glove.cooccurrence-size'],
    },
    triangle: {
      kind: 'convention',
      says: 'unordered pairs, one half of the symmetric matrix with its diagonal',
      rule: { ordered: false },
      who: 'implementations that store one triangle',
    },
    'words-to-the-left': {
      kind: 'convention',
      says: 'a window to the left alone',
      rule: { sides: 'left' },
      who: 'GloVe’s tool with symmetric = 0',
    },
    'across-documents': {
      kind: 'mistake',
      says: 'a window that reaches from one document into the next',
      rule: { across: true },
    },
  },
  pitfalls: [
    'words² is more than words · documents as soon as there are more words than documents; what speaks for it is that it is sparse and does not grow with the corpus',
  ],

  rows: {
    '000/embedding.glove.cooccurrence-size': ['law C1', 'law C3', 'law C4', 'variant linear-in-the-words'],
  },
});
