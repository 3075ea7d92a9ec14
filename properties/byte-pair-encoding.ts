import spec from '../spec/byte-pair-encoding.ts';
import type { Tensors } from '../spec/lib/tensor.ts';
import { algorithmLaws } from './lib/algorithm-laws.ts';

export default algorithmLaws(spec, {
  C1: async ({ inputs, run, that }) => {
    const { pairs, tokens, first } = read(await run(inputs), inputs);
    const unmerge = (symbol: number): number[] => {
      const pair = pairs[symbol - first];
      return pair?.every((part) => part < symbol) ? pair.flatMap(unmerge) : [symbol];
    };
    that(same(tokens.flatMap(unmerge), corpusOf(inputs)), 'the tokens do not spell the corpus');
  },
  C2: async ({ inputs, run, that }) => {
    const { pairs, tokens, first } = read(await run(inputs), inputs);
    const applied = pairs.reduce((now, pair, k) => merged(now, pair, first + k), corpusOf(inputs));
    that(same(tokens, applied), 'the merges, applied to the corpus, give other tokens');
  },
  C3: async ({ inputs, options, run, that }) => {
    const { pairs, first } = read(await run(inputs), inputs);
    let now = corpusOf(inputs);
    for (const [k, pair] of pairs.entries()) {
      const counts = occurrences(now);
      const [count, most] = [counts.get(String(pair)) ?? 0, Math.max(0, ...counts.values())];
      that(count > 0, `merge ${k}, (${pair}), stands in no word`);
      that(count === most, `merge ${k}, (${pair}), stands ${count} times and another pair ${most}`);
      now = merged(now, pair, first + k);
    }
    const stopped = pairs.length < Number(options.merges);
    that(!stopped || occurrences(now).size === 0, `it stopped after ${pairs.length} merges with pairs left`);
  },
  C4: async ({ inputs, run, that }) => {
    const { pairs, tokens } = read(await run(inputs), inputs);
    const separators = (symbols: readonly number[]) => symbols.filter((symbol) => symbol === 0).length;
    that(separators(tokens) === separators(corpusOf(inputs)), 'separators are missing from the tokens');
    that(!pairs.flat().includes(0), 'a merge contains a separator');
  },
  C5: async ({ inputs, run, that }) => {
    const { pairs, first } = read(await run(inputs), inputs);
    const original = new Set(corpusOf(inputs));
    for (const [k, pair] of pairs.entries())
      for (const part of pair)
        that(
          original.has(part) || (part >= first && part < first + k),
          `${part} in merge ${k} is neither a symbol of the corpus nor an earlier merge`,
        );
  },
  C6: async ({ inputs, options, random, run, that }) => {
    const all = read(await run(inputs), inputs).pairs;
    const merges = random.integer(1, Number(options.merges));
    const fewer = read(await run(inputs, { ...options, merges }), inputs).pairs;
    that(same(fewer.flat(), all.slice(0, merges).flat()), `asked for ${merges} merges, it makes others`);
  },
  C7: async ({ inputs, random, run, that }) => {
    const words = split(corpusOf(inputs));
    const shuffled = random
      .permutation(words.length)
      .flatMap((word, n) => [...(n > 0 ? [0] : []), ...words[word]!]);
    const before = read(await run(inputs), inputs).pairs;
    const after = read(await run(withCorpus(inputs, shuffled)), inputs).pairs;
    that(same(before.flat(), after.flat()), 'the order of the words changed the merges');
  },
  C8: async ({ inputs, random, run, that }) => {
    const gaps = Array.from({ length: 1 + Math.max(...corpusOf(inputs)) }, () => random.integer(1, 3));
    const renumber = (symbol: number) => gaps.slice(1, symbol + 1).reduce((sum, gap) => sum + gap, 0);
    const other = withCorpus(inputs, corpusOf(inputs).map(renumber));
    const [before, after] = [read(await run(inputs), inputs), read(await run(other), other)];
    const expected = before.pairs
      .flat()
      .map((symbol) => (symbol < before.first ? renumber(symbol) : symbol - before.first + after.first));
    that(same(after.pairs.flat(), expected), 'renumbered symbols are merged otherwise');
  },
  C9: async ({ inputs, random, run, that }) => {
    const corpus = corpusOf(inputs);
    const counts = occurrences(corpus);
    if (counts.size === 0) return;
    const [key, count] = random.pick([...counts]);
    const pair = key.split(',').map(Number);
    const larger = [1, 2].map((more) => Math.max(...corpus) + more);
    const often = 1 + Math.max(...counts.values());
    const words = (word: readonly number[], times: number) =>
      Array.from({ length: times }, () => [0, ...word]).flat();
    const firstWith = async (added: number) => {
      const all = withCorpus(inputs, [...corpus, ...words(larger, often), ...words(pair, added)]);
      return read(await run(all), all)
        .pairs.slice(0, 1)
        .flat();
    };
    const [enough, fewer] = [await firstWith(often - count), await firstWith(often - count - 1)];
    that(same(enough, pair), `(${pair}) is not merged before a larger pair that stands as often`);
    that(same(fewer, larger), `(${pair}) is merged before a pair that stands more often`);
  },
});

const corpusOf = ({ corpus }: Tensors): number[] => [...corpus!.data];

const withCorpus = (inputs: Tensors, symbols: readonly number[]): Tensors => ({
  ...inputs,
  corpus: { shape: [symbols.length], data: Int32Array.from(symbols) },
});

/** The outputs without their padding, and the number of the first merge. */
function read({ pairs, tokens }: Tensors, inputs: Tensors) {
  const rows = Array.from({ length: pairs!.shape[0]! }, (_, k) => [...pairs!.data.slice(2 * k, 2 * k + 2)]);
  return {
    pairs: rows.filter(([left]) => left !== -1),
    tokens: [...tokens!.data].filter((token) => token !== -1),
    first: 1 + Math.max(...corpusOf(inputs)),
  };
}

function occurrences(symbols: readonly number[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 1; i < symbols.length; i++) {
    const pair = symbols.slice(i - 1, i + 1);
    if (!pair.includes(0)) counts.set(String(pair), (counts.get(String(pair)) ?? 0) + 1);
  }
  return counts;
}

function merged(symbols: readonly number[], [left, right]: readonly number[], symbol: number): number[] {
  const result: number[] = [];
  for (const next of symbols) {
    if (next === right && result.at(-1) === left) result.splice(-1, 1, symbol);
    else result.push(next);
  }
  return result;
}

function split(symbols: readonly number[]): number[][] {
  const words: number[][] = [[]];
  for (const symbol of symbols) {
    if (symbol === 0) words.push([]);
    else words.at(-1)!.push(symbol);
  }
  return words;
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((x, i) => x === b[i]);
