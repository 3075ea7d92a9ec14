/** −Σ p log₂ p, in bits. */
export const entropy = (p: readonly number[]): number =>
  -p.reduce((sum, share) => sum + (share > 0 ? share * Math.log2(share) : 0), 0);

/**
 * The least Σ f·length over all lengths that a binary code can have which no word of it begins another's: those with
 * Σ 2^−length ≤ 1 (Kraft). Looks at every such choice; a length above V−1 is never of use.
 */
export function cheapest(frequencies: readonly number[]): number {
  const longest = frequencies.length - 1;
  const search = (word: number, room: number): number => {
    if (word === frequencies.length) return 0;
    let least = Infinity;
    for (let length = 0; length <= longest; length++) {
      const left = room - 2 ** (longest - length);
      if (left >= 0) least = Math.min(least, frequencies[word]! * length + search(word + 1, left));
    }
    return least;
  };
  return search(0, 2 ** longest);
}
