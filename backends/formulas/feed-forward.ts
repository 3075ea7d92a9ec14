import { feedForward, feedForwardGradient } from '../lib/feed-forward.ts';
import { formula } from '../lib/formula.ts';

/** y = W2 relu(W1 x + b1) + b2 at every position of every sample. */
export default formula(
  'feed-forward(x[N,T,D], W1[F,D], b1[F], W2[D,F], b2[D]) -> y[N,T,D]',
  (_, { N, T, D, F }) => ({ rows: N * T, width: D, hidden: F }),
  (k) => ({
    forward: ({ x, ...weights }, _, sizes) => ({ y: feedForward(k, weights, x, sizes).y }),

    vjp({ x, ...weights }, { y: dy }, _, sizes) {
      const { a } = feedForward(k, weights, x, sizes);
      return { ...feedForwardGradient(k, weights, x, a, dy, sizes) };
    },
  }),
);
