import { describe, expect, it } from 'vitest';
import { Random } from '../../properties/lib/random.ts';
import reference, {
  countPairs,
  decode,
  encode,
  firstMerged,
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
  shortest,
} from './lib/exhaustive-byte-pair-encoding.ts';
import { LETTERS, letters, RULES, read, spelt, tree, trees, wordsOf } from './lib/letters.ts';

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
  const firstMerge = (text: string, rule: Partial<Rule>) =>
    spelt(train(read(text), 1, { ...STANDARD, ...rule }), firstMerged(read(text)));

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

describe('greed', () => {
  it('does not always find the shortest encoding', () => {
    const random = new Random(11);
    const missed = Array.from({ length: 60 }, () =>
      Array.from({ length: 8 }, () => random.integer(1, 2)),
    ).filter((corpus) => train(corpus, 2).tokens.length > shortest(wordsOf(corpus), 2));
    expect(missed.length).toBeGreaterThan(0);
  });

  it('misses it however ties are broken', () => {
    const corpus = read('abc abc abc bcd bcd bcd ab ab cd cd');
    for (const ties of RULES) {
      const { tokens } = train(corpus, 2, { ...STANDARD, ties });
      expect(wordsOf(corpus)).toHaveLength(10);
      expect(tokens.filter((token) => token !== 0)).toHaveLength(17);
    }
    expect(shortest(wordsOf(corpus), 2)).toBe(16);
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
