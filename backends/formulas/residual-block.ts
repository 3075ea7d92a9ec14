import { feedForward, feedForwardGradient } from '../lib/feed-forward.ts';
import { formula } from '../lib/formula.ts';

/** f = x + g with g = W2 relu(W1 x + b1) + b2; y = relu(f) where asked for. dx = df + what g passes on. */
export default formula(
  'residual-block(x[N,D], W1[H,D], b1[H], W2[D,H], b2[D]) -> y[N,D]',
  (options, { N, D, H }) => ({
    activate: options.flag('activate'),
    branch: { rows: N, width: D, hidden: H },
  }),
  (k) => ({
    forward({ x, ...weights }, _, { activate, branch }) {
      const f = k.combine(1, x, 1, feedForward(k, weights, x, branch).y);
      return { y: activate ? k.map('relu', f) : f };
    },

    vjp({ x, ...weights }, { y: dy }, _, { activate, branch }) {
      const { a, y: g } = feedForward(k, weights, x, branch);
      const df = activate ? k.mapGradient('relu', k.combine(1, x, 1, g), dy) : dy;
      const through = feedForwardGradient(k, weights, x, a, df, branch);
      return { ...through, x: k.combine(1, df, 1, through.x) };
    },
  }),
);
