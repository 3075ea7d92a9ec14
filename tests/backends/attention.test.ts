import { describe, expect, it } from 'vitest';
import type { Attention, Floats } from '../../backends/lib/kernels.ts';
import { Random } from '../../properties/lib/random.ts';
import { allKernels, range } from './exact.ts';
import { closeTo, type Dtype, dtypes, normal } from './numbers.ts';

/** One query after the other, in doubles. */
function plain(
  Q: Floats,
  K: Floats,
  V: Floats,
  { batch, N, M, D, E }: Attention,
  mask?: Int32Array,
): number[] {
  return range(batch * N).flatMap((row) => {
    const b = Math.floor(row / N);
    const scores = range(M).map((m) =>
      mask?.[row * M + m] === 0
        ? Number.NEGATIVE_INFINITY
        : range(D).reduce((sum, d) => sum + Q[row * D + d] * K[(b * M + m) * D + d], 0) / Math.sqrt(D),
    );
    const top = scores.reduce((a, b) => Math.max(a, b));
    const weights = scores.map((score) => Math.exp(score - top));
    const total = weights.reduce((a, b) => a + b);
    return range(E).map(
      (e) => range(M).reduce((sum, m) => sum + weights[m] * V[(b * M + m) * E + e], 0) / total,
    );
  });
}

function drawn(seed: number, { batch, N, M, D, E }: Attention, Numbers: Dtype) {
  const random = new Random(seed);
  const [Q, K, V] = [batch * N * D, batch * M * D, batch * M * E].map((n) => normal(random, Numbers, n));
  // The first key is always there: a query without any has no answer.
  const mask = Int32Array.from({ length: batch * N * M }, (_, n) => (n % M === 0 ? 1 : random.integer(0, 2)));
  return { Q: Q!, K: K!, V: V!, mask };
}

/** Round the queries that are done at a time, the height and the width of a tile, and vectors. */
const SIZES: readonly Attention[] = [
  ...[1, 3, 4, 5, 15, 16, 17, 33].map((N) => ({ batch: 2, N, M: 9, D: 3, E: 5 })),
  ...[1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17].map((M) => ({ batch: 3, N: 5, M, D: 4, E: 4 })),
  ...[1, 2, 7, 8, 9].map((D) => ({ batch: 1, N: 6, M: 10, D, E: D + 1 })),
  ...[1, 2, 3, 4, 7, 8, 9, 17].map((E) => ({ batch: 2, N: 7, M: 6, D: 2, E })),
  // So many keys that fewer queries fit a thread, and that none do.
  ...[10_001, 70_000].map((M) => ({ batch: 1, N: 5, M, D: 2, E: 3 })),
];

describe.each(allKernels)('attention with %s', (_, k) => {
  it.each(SIZES)('of $batch · $N queries of $D to $M keys with $E values', (sizes) => {
    for (const Numbers of dtypes) {
      const { Q, K, V, mask } = drawn(7, sizes, Numbers);
      closeTo(k.attend(Q, K, V, sizes), plain(Q, K, V, sizes));
      closeTo(k.attend(Q, K, V, sizes, mask), plain(Q, K, V, sizes, mask));
    }
  });

  it('has no answer for a query without a key', () => {
    const sizes = { batch: 1, N: 2, M: 3, D: 1, E: 1 };
    const ones = Float32Array.of(1, 1, 1);
    const y = k.attend(Float32Array.of(1, 1), ones, ones, sizes, Int32Array.of(0, 0, 0, 0, 1, 0));
    expect([...y]).toEqual([Number.NaN, 1]);
  });
});
