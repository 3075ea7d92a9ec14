import { describe, expect, it } from 'vitest';
import { Random } from '../../properties/lib/random.ts';
import reference, {
  countPairs,
  decode,
  type Encoding,
  encode,
  firstMerged,
  type Pair,
  type Rule,
  replace,
  STANDARD,
  type TieRule,
  train,
} from '../../reference/algorithms/byte-pair-encoding.ts';
import {
  candidates,
  type Merge,
  occurrences,
  plain,
  run,
  segmentations,
  shortest,
  type Words,
} from './lib/exhaustive-byte-pair-encoding.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Letters as 1 … 26, the space between words as 0. */
const read = (text: string): number[] => [...text].map((letter) => LETTERS.indexOf(letter) + 1);

const letters = (symbols: readonly number[]): string =>
  symbols.map((symbol) => ` ${LETTERS}`[symbol]).join('');

/** The corpus as the exhaustive search has it. */
const wordsOf = (corpus: readonly number[]): Words =>
  letters(corpus)
    .split(' ')
    .map((word) => [...word]);

/** A symbol as the exhaustive search writes it. */
function tree(symbol: number, pairs: readonly Pair[], first: number): string {
  const pair = pairs[symbol - first];
  return pair ? `(${pair.map((part) => tree(part, pairs, first)).join('')})` : letters([symbol]);
}

const trees = (encoding: Encoding, first: number): Merge[] =>
  encoding.pairs.map(([left, right]) => [
    tree(left, encoding.pairs, first),
    tree(right, encoding.pairs, first),
  ]);

/** What the merges spell. */
const spelt = (encoding: Encoding, first: number): string[] =>
  trees(encoding, first).map((merge) => plain(merge.join('')));

const textOf = (tokens: readonly number[], pairs: readonly Pair[], first: number): string[] =>
  tokens.map((token) => letters(decode([token], pairs, first)));

const RULES: readonly TieRule[] = [
  'smallest-pair',
  'largest-pair',
  'smallest-text',
  'largest-text',
  'first-counted',
];

const corpora: number[][] = Array.from({ length: 60 }, (_, seed) => {
  const random = new Random(seed);
  const letterCount = random.integer(1, 4);
  return Array.from({ length: random.integer(1, 18) }, () =>
    random.integer(random.next() < 0.2 ? 0 : 1, letterCount),
  );
});

describe('what must hold of every corpus', () => {
  const random = new Random(7);
  const cases = corpora.map((corpus) => ({ corpus, merges: random.integer(1, 8) }));

  it.each(RULES)('decoding gives the corpus back, encoding the tokens (ties: %s)', (ties) => {
    for (const { corpus, merges } of cases) {
      const first = firstMerged(corpus);
      const { pairs, tokens } = train(corpus, merges, { ...STANDARD, ties });
      expect(decode(tokens, pairs, first)).toEqual(corpus);
      expect(encode(corpus, pairs, first)).toEqual(tokens);
    }
  });

  it.each(RULES)('each merge is a pair of maximal count at that time (ties: %s)', (ties) => {
    for (const { corpus, merges } of cases) {
      const encoding = train(corpus, merges, { ...STANDARD, ties });
      let words = wordsOf(corpus);
      for (const merge of trees(encoding, firstMerged(corpus))) {
        expect(occurrences(words, merge)).toBe(candidates(words).count);
        words = run(words, 1, () => merge).words;
      }
      const stopped = encoding.pairs.length < merges;
      if (stopped) expect(candidates(words).count).toBe(0);
    }
  });

  it('equals the exhaustive search where the letters decide between equals', () => {
    for (const { corpus, merges } of cases) {
      const smallest = (pairs: readonly Merge[]) => [...pairs].sort(byTuple)[0]!;
      const searched = run(wordsOf(corpus), merges, smallest);
      const encoding = train(corpus, merges, { ...STANDARD, ties: 'smallest-text' });
      const first = firstMerged(corpus);
      expect(trees(encoding, first)).toEqual(searched.merges);
      const separated = searched.words.flatMap((word, n) => (n === 0 ? word : [' ', ...word]));
      expect(encoding.tokens.map((token) => tree(token, encoding.pairs, first))).toEqual(separated);
    }
  });

  it('equals the exhaustive search where the age of the symbols decides', () => {
    for (const { corpus, merges } of cases) {
      const age = [...LETTERS];
      const rank = (symbol: string) => age.indexOf(symbol);
      const choose = (pairs: readonly Merge[]) => {
        const [oldest] = [...pairs].sort((a, b) => rank(a[0]) - rank(b[0]) || rank(a[1]) - rank(b[1]));
        age.push(`(${oldest!.join('')})`);
        return oldest!;
      };
      const searched = run(wordsOf(corpus), merges, choose);
      expect(trees(train(corpus, merges), firstMerged(corpus))).toEqual(searched.merges);
    }
  });

  it('takes the largest where asked to, and the first one met', () => {
    for (const { corpus } of cases) {
      const { pairs } = candidates(wordsOf(corpus));
      if (pairs.length === 0) continue;
      const choice = (ties: TieRule) => {
        const encoding = train(corpus, 1, { ...STANDARD, ties });
        return trees(encoding, firstMerged(corpus))[0];
      };
      const sorted = [...pairs].sort(byTuple);
      expect(choice('largest-pair')).toEqual(sorted.at(-1));
      expect(choice('largest-text')).toEqual(sorted.at(-1));
      const where = (pair: Merge) => letters(corpus).indexOf(pair.join(''));
      expect(choice('first-counted')).toEqual([...pairs].sort((a, b) => where(a) - where(b))[0]);
    }
  });

  it('never grows, never touches a separator, and gives every merge a number of its own', () => {
    for (const { corpus, merges } of cases) {
      let before = corpus.length;
      for (let k = 1; k <= merges; k++) {
        const { pairs, tokens } = train(corpus, k);
        expect(tokens.length).toBeLessThanOrEqual(before);
        expect(tokens.filter((token) => token === 0)).toHaveLength(
          corpus.filter((symbol) => symbol === 0).length,
        );
        expect(pairs.flat()).not.toContain(0);
        pairs.forEach(([left, right], at) => {
          expect(Math.max(left, right)).toBeLessThan(firstMerged(corpus) + at);
        });
        before = tokens.length;
      }
    }
  });
});

const byTuple = (a: Merge, b: Merge): number => {
  const [left, right] = [0, 1].map((side) => compare(plain(a[side]!), plain(b[side]!)));
  return left! || right!;
};

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

describe('conventions', () => {
  const firstMerge = (text: string, rule: Partial<Rule>) => {
    return spelt(train(read(text), 1, { ...STANDARD, ...rule }), firstMerged(read(text)));
  };

  it('counts “aa” twice in “aaa”, or once', () => {
    expect(countPairs(read('aaa'), STANDARD)).toEqual(new Map([['1 1', 2]]));
    expect(countPairs(read('aaa'), { ...STANDARD, overlaps: false })).toEqual(new Map([['1 1', 1]]));
    expect(countPairs(read('aaaa'), STANDARD)).toEqual(new Map([['1 1', 3]]));
    expect(countPairs(read('aaaa'), { ...STANDARD, overlaps: false })).toEqual(new Map([['1 1', 2]]));
  });

  it('merges a run from the left', () => {
    expect(replace([1, 1, 1], [1, 1], 2)).toEqual([2, 1]);
    expect(replace([1, 1, 1, 1], [1, 1], 2)).toEqual([2, 2]);
  });

  it('lets overlaps decide which pair comes first', () => {
    expect(firstMerge('bbb cdcdcd', {})).toEqual(['cd']);
    expect(firstMerge('bbbb cdcd', {})).toEqual(['bb']);
    expect(firstMerge('dddd cd cd cd', { overlaps: false })).toEqual(['cd']);
    expect(firstMerge('aaaa cd cd', { overlaps: false })).toEqual(['aa']);
    expect(firstMerge('dddd cd cd', { overlaps: true })).toEqual(['dd']);
    expect(firstMerge('dddd cd cd', { overlaps: false })).toEqual(['cd']);
  });

  it('may stop where no pair occurs twice', () => {
    expect(firstMerge('abcd', {})).toEqual(['ab']);
    expect(firstMerge('abcd', { least: 2 })).toEqual([]);
  });

  it('does not merge across words unless told to', () => {
    expect(firstMerge('ab ab', {})).toEqual(['ab']);
    expect(train([1, 0, 1, 0, 1], 3).pairs).toEqual([]);
    expect(train([1, 0, 1, 0, 1], 1, { ...STANDARD, acrossWords: true }).pairs).toEqual([[0, 1]]);
  });

  it('breaks ties by order of appearance in one convention and not in another', () => {
    const [one, other] = ['bbbaaaddddcccc', 'aaabbbccccdddd'];
    expect(firstMerge(one, { ties: 'first-counted' })).toEqual(['dd']);
    expect(firstMerge(other, { ties: 'first-counted' })).toEqual(['cc']);
    expect(firstMerge(one, {})).toEqual(firstMerge(other, {}));
  });
});

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

describe('greed', () => {
  it('does not always find the shortest encoding', () => {
    const random = new Random(11);
    const missed = Array.from({ length: 60 }, () =>
      Array.from({ length: 8 }, () => random.integer(1, 2)),
    ).filter((corpus) => train(corpus, 2).tokens.length > shortest(wordsOf(corpus), 2));
    expect(missed.length).toBeGreaterThan(0);
  });

  it('finds frequent affixes among its first merges', () => {
    const corpus = read('undo unit unto untie unlit king wing sing ring ping');
    expect(spelt(train(corpus, 3), firstMerged(corpus))).toEqual(expect.arrayContaining(['un', 'ing']));
  });
});

describe('as tensors', () => {
  it('fills what is unused with −1', () => {
    const corpus = { shape: [5], data: Int32Array.of(1, 1, 1, 0, 1) };
    const { pairs, tokens } = reference({ corpus }, { merges: 3 });
    expect(pairs).toEqual({ shape: [3, 2], data: Int32Array.of(1, 1, 2, 1, -1, -1) });
    expect(tokens).toEqual({ shape: [5], data: Int32Array.of(3, 0, 1, -1, -1) });
  });

  it('leaves a corpus of separators as it is', () => {
    const corpus = { shape: [2], data: Int32Array.of(0, 0) };
    const { pairs, tokens } = reference({ corpus }, { merges: 1 });
    expect([...pairs!.data]).toEqual([-1, -1]);
    expect([...tokens!.data]).toEqual([0, 0]);
  });
});
