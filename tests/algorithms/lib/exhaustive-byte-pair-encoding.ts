/**
 * Byte-pair encoding by trying everything: words as lists of texts, every pair of symbols that there could be, every
 * position that it could have. Slow, and sharing nothing with the reference. A merged symbol is written as the tree that
 * it is, '(n(es))', because two symbols may spell the same.
 */

export type Words = readonly (readonly string[])[];
export type Merge = readonly [left: string, right: string];

/** What a symbol spells. */
export const plain = (symbol: string): string => symbol.replaceAll(/[()]/gu, '');

/** Occurrences of two neighbouring symbols, one for each position. */
export function occurrences(words: Words, [left, right]: Merge): number {
  let found = 0;
  for (const word of words)
    for (let position = 1; position < word.length; position++)
      if (word[position - 1] === left && word[position] === right) found++;
  return found;
}

/** All pairs of symbols of the words that occur most often, and how often that is. */
export function candidates(words: Words): { pairs: Merge[]; count: number } {
  const symbols = [...new Set(words.flat())];
  const all = symbols.flatMap((left) => symbols.map((right): Merge => [left, right]));
  const count = Math.max(0, ...all.map((pair) => occurrences(words, pair)));
  return { pairs: count === 0 ? [] : all.filter((pair) => occurrences(words, pair) === count), count };
}

/** One word with the pair merged from the left. */
function mergeWord(word: readonly string[], merge: Merge): string[] {
  const [head, ...tail] = word;
  if (head === undefined) return [];
  if (head === merge[0] && tail[0] === merge[1])
    return [`(${head}${merge[1]})`, ...mergeWord(tail.slice(1), merge)];
  return [head, ...mergeWord(tail, merge)];
}

export const apply = (words: Words, merge: Merge): Words => words.map((word) => mergeWord(word, merge));

/** Merges with a chosen candidate each time, until none is left. */
export function run(
  words: Words,
  merges: number,
  choose: (pairs: readonly Merge[], words: Words) => Merge,
): { merges: Merge[]; words: Words } {
  const made: Merge[] = [];
  let now = words;
  while (made.length < merges) {
    const { pairs } = candidates(now);
    if (pairs.length === 0) break;
    const chosen = choose(pairs, now);
    made.push(chosen);
    now = apply(now, chosen);
  }
  return { merges: made, words: now };
}

/** The shortest length that any sequence of so many merges, frequent or not, can reach. */
export function shortest(words: Words, merges: number): number {
  const length = words.flat().length;
  if (merges === 0) return length;
  const neighbours = new Map(
    words.flatMap((word) =>
      word.slice(1).map((right, i) => [`${word[i]}|${right}`, [word[i]!, right] as Merge]),
    ),
  );
  return Math.min(
    length,
    ...[...neighbours.values()].map((pair) => shortest(apply(words, pair), merges - 1)),
  );
}

/** In how many ways a string can be cut into pieces of a vocabulary. */
export function segmentations(text: string, vocabulary: ReadonlySet<string>): number {
  if (text === '') return 1;
  let ways = 0;
  for (let cut = 1; cut <= text.length; cut++)
    if (vocabulary.has(text.slice(0, cut))) ways += segmentations(text.slice(cut), vocabulary);
  return ways;
}
