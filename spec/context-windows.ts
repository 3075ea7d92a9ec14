import { algorithm } from './lib/algorithm.ts';
import { int } from './lib/options.ts';

/** '0 1, 1 0': pairs of a word and one nearby, −1 in what is left of the rows. */
const pairs = (rows: number, text: string): number[][] => {
  const stated = text === '' ? [] : text.split(', ').map((pair) => pair.split(' ').map(Number));
  return Array.from({ length: rows }, (_, n) => stated[n] ?? [-1, -1]);
};

/** is it good or is it bad: is 0, it 1, good 2, or 3, bad 4. */
const IS_IT_GOOD = [0, 1, 2, 3, 0, 1, 4];

export default algorithm({
  name: 'context-windows',
  family: 'embedding',
  title: 'Every word of a text with the words around it',
  sources: [
    'Mikolov, Chen, Corrado & Dean (2013), Efficient estimation of word representations in vector space',
    'Levy & Goldberg (2014), Neural word embedding as implicit matrix factorization, section 2.1',
  ],

  signature: 'context_windows(tokens[T] in 50; window) -> pairs[2*window*T + T,2], around[T]',
  steps: [
    'Go through the text from its first word to its last; each in turn is the word in the middle.',
    'Its context are the words at most `window` places away on either side, itself excluded, as far as the text reaches.',
    'Write down a pair (middle, nearby) for each of them from left to right, and in `around` how many there are.',
    'What is unused of the pairs is −1.',
  ],
  options: { window: int(1, 5, 2) },
  sizes: { T: [1, 14] },
  values: { tokens: [0, 4] },

  laws: {
    C1: 'two different places are paired, once in each order, exactly if they are at most the window apart',
    C2: 'there are 2cT − c(c+1) pairs where T ≥ c, and T(T−1) where the window reaches over all of a shorter text',
    C3: 'place t has min(t, c) words on its left and min(T−1−t, c) on its right: 2c inside the text, fewer at its ends',
    C4: 'a stands near b as often as b near a',
    C5: 'the text read backwards has the same pairs, each as often',
    C6: 'renaming the words renames the pairs',
    C7: 'the pairs are most probable under their relative frequencies, never under other tables: 1/6912 for “is it good or is it bad”',
  },
  examples: [
    {
      says: 'The quick brown fox jumps: brown has quick and fox, quick has The and brown, The and jumps one word',
      inputs: { tokens: [0, 1, 2, 3, 4] },
      options: { window: 1 },
      outputs: {
        pairs: pairs(15, '0 1, 1 0, 1 2, 2 1, 2 3, 3 2, 3 4, 4 3'),
        around: [1, 2, 2, 2, 1],
      },
      row: '003/example.skip-gram.window-brown',
    },
    {
      says: '“is it good or is it bad” has twelve factors, of which P(it|is) and P(is|it) occur twice',
      inputs: { tokens: IS_IT_GOOD },
      options: { window: 1 },
      outputs: {
        pairs: pairs(21, '0 1, 1 0, 1 2, 2 1, 2 3, 3 2, 3 0, 0 3, 0 1, 1 0, 1 4, 4 1'),
        around: [1, 2, 2, 2, 2, 2, 1],
      },
      row: '003/example.skip-gram.is-it-good',
    },
    {
      says: 'two words on each side: four inside, two and three at the ends',
      inputs: { tokens: [0, 1, 2, 3, 4] },
      options: { window: 2 },
      outputs: {
        pairs: pairs(25, '0 1, 0 2, 1 0, 1 2, 1 3, 2 0, 2 1, 2 3, 2 4, 3 1, 3 2, 3 4, 4 2, 4 3'),
        around: [2, 3, 4, 3, 2],
      },
      row: '004/embedding.cbow.context',
    },
    {
      says: 'a word beside itself is in its own context',
      inputs: { tokens: [7, 7] },
      options: { window: 3 },
      outputs: { pairs: pairs(14, '7 7, 7 7'), around: [1, 1] },
    },
    {
      says: 'a text of one word has no context',
      inputs: { tokens: [3] },
      options: { window: 1 },
      outputs: { pairs: pairs(3, ''), around: [0] },
    },
  ],
  variants: {
    'itself-included': {
      kind: 'mistake',
      says: 'the word in the middle paired with itself, the offset 0 not excluded',
      rule: { itself: true },
      examples: [
        {
          says: 'three words: three pairs more',
          inputs: { tokens: [0, 1, 2] },
          options: { window: 1 },
          outputs: { pairs: pairs(9, '0 0, 0 1, 1 0, 1 1, 1 2, 2 1, 2 2'), around: [2, 3, 2] },
        },
      ],
      seen: ['003/embedding.skip-gram.objective'],
    },
    'only-itself': {
      kind: 'mistake',
      says: 'each word paired with itself alone, once for every offset of the window: j = 0 in the place of j ≠ 0',
      rule: { itself: true, others: false },
      seen: ['003/embedding.skip-gram.objective'],
    },
    'round-the-ends': {
      kind: 'mistake',
      says: 'windows that are not cut at the ends but go on at the other one',
      rule: { ends: 'round' },
      seen: ['003/embedding.skip-gram.objective'],
    },
    'left-only': {
      kind: 'convention',
      says: 'the words before the one in the middle alone',
      rule: { side: 'left' },
      who: 'language models, which do not know the words to come',
    },
    'right-only': {
      kind: 'mistake',
      says: 'the words after the one in the middle alone',
      rule: { side: 'right' },
    },
    'whole-windows-only': {
      kind: 'convention',
      says: 'no context for a word whose window would reach beyond the text',
      rule: { ends: 'skipped' },
      who: 'n-gram models without padding',
    },
    'nearby-first': {
      kind: 'convention',
      says: 'pairs written (nearby, middle)',
      rule: { order: 'nearby-first' },
      who: 'the original word2vec.c, where the word nearby is the input',
    },
  },
  pitfalls: [
    'j ≠ 0: a word does not predict itself, unless it stands there a second time',
    'at the ends a context is smaller, which is where a mean and a sum of its vectors differ most',
  ],

  rows: {
    '000/counting.word2vec.training-pairs': ['law C2', 'law C3'],
    '003/embedding.skip-gram.objective': ['law C2', 'variant itself-included', 'variant round-the-ends'],
    '003/example.skip-gram.repeated-factors': [
      'law C4',
      'example “is it good or is it bad” has twelve factors, of which P(it|is) and P(is|it) occur twice',
    ],
    '003/example.skip-gram.maximiser': 'law C7',
    '003/example.cbow.the-brown-quick':
      'example The quick brown fox jumps: brown has quick and fox, quick has The and brown, The and jumps one word',
    '004/embedding.cbow.context': 'law C3',
  },
});
