import { maskedAttention } from './lib/attention.ts';
import { bug } from './lib/bug.ts';

/** A mask of keys shaped [B,1,L,1] for [B,1,1,L]: it hides queries from all keys, not keys from all queries. */
export default bug({
  formula: 'scaled-dot-product-attention',
  variant: ['mask-transposed'],
  code: (mended) =>
    maskedAttention({
      may: (mask, N, M) =>
        mask.map((one, n) => {
          const [i, j] = [Math.floor(n / M) % N, n % M];
          const transposed = j < N && i < M ? mask[n - (n % (N * M)) + j * M + i] : 1;
          return mended ? one : transposed;
        }),
    }),
});
