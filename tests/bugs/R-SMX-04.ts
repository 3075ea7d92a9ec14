import { bug } from './lib/bug.ts';
import { ofLanes } from './lib/of-lanes.ts';

/** The whole share for a score of +∞, where ∞ − ∞ leaves none by the definition. */
export default bug({
  formula: 'softmax',
  variant: ['infinity-takes-all'],
  code: (mended) =>
    ofLanes((k, x, { length }) => {
      const y = k.softmax(x, length);
      for (let n = 0; n < x.length; n += length) {
        const lane = x.subarray(n, n + length);
        if (mended || !lane.includes(Infinity) || lane.some(Number.isNaN)) continue;
        y.set(
          k.softmax(
            lane.map((score) => (score === Infinity ? 0 : -Infinity)),
            length,
          ),
          n,
        );
      }
      return y;
    }),
});
