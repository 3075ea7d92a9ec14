import { describe, expect, it } from 'vitest';
import {
  countPairs,
  encode,
  firstMerged,
  type Pair,
  STANDARD,
  type TieRule,
  train,
} from '../../reference/algorithms/byte-pair-encoding.ts';
import { segmentations } from './lib/exhaustive-byte-pair-encoding.ts';
import { letters, RULES, read, spelt, textOf, wordsOf } from './lib/letters.ts';

describe('low lower newest widest', () => {
  const corpus = read('low lower newest widest');
  const first = firstMerged(corpus);
  const merged = (ties: TieRule, merges = 12) => spelt(train(corpus, merges, { ...STANDARD, ties }), first);
  const LETTERS_OF_IT = [...'lowernstid'];
  const PRINTED = [...LETTERS_OF_IT, 'es', 'est', 'lo', 'low', 'er', 'lower', 'newest', 'widest'];

  it('starts with ten letters and eleven pairs, five of them twice', () => {
    expect([...new Set(corpus.filter((symbol) => symbol !== 0))]).toHaveLength(10);
    const counts = [...countPairs(corpus, STANDARD)].map(([key, count]) => {
      const symbols = key.split(' ').map(Number);
      return [letters(symbols), count] as const;
    });
    expect(Object.fromEntries(counts)).toEqual({
      lo: 2,
      ow: 2,
      we: 2,
      es: 2,
      st: 2,
      er: 1,
      ne: 1,
      ew: 1,
      wi: 1,
      id: 1,
      de: 1,
    });
  });

  it('merges es and est first, as the note shows', () => {
    expect(merged('smallest-text', 2)).toEqual(['es', 'est']);
    const { pairs, tokens } = train(corpus, 2, { ...STANDARD, ties: 'smallest-text' });
    expect(textOf(tokens, pairs, first).join('·')).toBe('l·o·w· ·l·o·w·e·r· ·n·e·w·est· ·w·i·d·est');
  });

  it('then takes twelve merges by the note’s own rule, not the eight that it lists', () => {
    expect(merged('smallest-text')).toEqual([
      'es',
      'est',
      'lo',
      'low',
      'dest',
      'er',
      'ew',
      'ewest',
      'idest',
      'lower',
      'newest',
      'widest',
    ]);
  });

  it('ends with the four words, however ties are broken', () => {
    for (const ties of RULES) {
      const { pairs, tokens } = train(corpus, 100, { ...STANDARD, ties });
      expect(textOf(tokens, pairs, first)).toEqual(['low', ' ', 'lower', ' ', 'newest', ' ', 'widest']);
    }
  });

  it('cannot have the vocabulary that the note prints: newest and widest are no two of its entries', () => {
    const inTwo = (vocabulary: readonly string[]) =>
      vocabulary.filter(
        (entry) =>
          entry.length > 1 &&
          !vocabulary.some((left) => entry.startsWith(left) && vocabulary.includes(entry.slice(left.length))),
      );
    expect(inTwo(PRINTED)).toEqual(['newest', 'widest']);
    expect(inTwo([...LETTERS_OF_IT, ...merged('smallest-text')])).toEqual([]);
  });

  it('takes the merges that the conventions’ users take', () => {
    expect(merged('largest-text', 3)).toEqual(['we', 'st', 'lo']);
    expect(merged('first-counted', 3)).toEqual(['lo', 'low', 'es']);
    expect(merged('smallest-pair', 4)).toEqual(['es', 'lo', 'est', 'low']);
  });

  it('stops at fourteen entries where a pair must occur twice', () => {
    const { pairs, tokens } = train(corpus, 100, { ...STANDARD, ties: 'smallest-text', least: 2 });
    expect(pairs).toHaveLength(4);
    expect(textOf(tokens, pairs, first).join('·')).toBe('low· ·low·e·r· ·n·e·w·est· ·w·i·d·est');
  });

  it('has more entries than there are words: a small vocabulary needs few merges', () => {
    expect(LETTERS_OF_IT.length + merged('smallest-text').length).toBe(22);
    expect(new Set(wordsOf(corpus).map((word) => word.join(''))).size).toBe(4);
  });

  it.each([
    ['lowest', 'low·est'],
    ['newer', 'n·ew·er'],
    ['wider', 'w·i·d·er'],
  ])('cuts the unseen word %s into %s', (word, pieces) => {
    const { pairs } = train(corpus, 12, { ...STANDARD, ties: 'smallest-text' });
    expect(textOf(encode(read(word), pairs, first), pairs, first).join('·')).toBe(pieces);
  });

  it('leaves several ways of cutting a word, of which encoding takes one', () => {
    expect(segmentations('low', new Set([...LETTERS_OF_IT, ...merged('smallest-text')]))).toBe(3);
  });
});

describe('encoding', () => {
  it('applies merges in the order in which they were learnt, not from left to right', () => {
    const [g, h, t, u] = read('ghtu') as [number, number, number, number];
    const first = firstMerged(read('z'));
    const merges: Pair[] = [
      [u, g],
      [h, u],
    ];
    expect(encode([t, h, u, g], merges, first)).toEqual([t, h, first]);
  });
});
