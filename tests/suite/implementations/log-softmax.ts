import type { Forms } from './form.ts';
import { alongLanes } from './lanes.ts';
import { inPairs, logSumExp, online, shares, type Total, twoPasses } from './log-sum-exp.ts';
import type { Machine, Row } from './machine.ts';
import { largest } from './rows.ts';

const sum = (m: Machine, row: Row): number => m.sum(row.length, (n) => row[n]);

/** The largest taken off first, then the logarithm. */
const apart = (m: Machine, x: Row, { max, s }: Total): Row => {
  const log = m.log(s);
  return x.map((v) => m.sub(m.sub(v, max), log));
};

const together = (m: Machine, x: Row): Row => {
  const l = logSumExp(m, online(m, x, 3));
  return x.map((v) => m.sub(v, l));
};

export default {
  'two passes; dy − p Σ dy': (m) =>
    alongLanes(
      m,
      (m, x) => apart(m, x, twoPasses(m, x)),
      (x, dy) => {
        const total = sum(m, dy);
        return shares(m, x, twoPasses(m, x)).map((p, n) => m.fma(-p, total, dy[n]));
      },
    ),

  'less the log of the sum, online in blocks; dy − exp(y) Σ dy': (m) =>
    alongLanes(m, together, (x, dy) => {
      const total = sum(m, dy);
      return together(m, x).map((y, n) => m.sub(dy[n], m.mul(m.exp(y), total)));
    }),

  'online; dy − Σ p·dy': (m) =>
    alongLanes(
      m,
      (m, x) => apart(m, x, online(m, x)),
      (x, dy) =>
        shares(m, x, online(m, x)).map((p, j) =>
          m.sub(
            dy[j],
            m.dot(
              dy.length,
              () => p,
              (i) => dy[i],
            ),
          ),
        ),
    ),

  'in pairs; backwards through every step': (m) =>
    alongLanes(
      m,
      (m, x) => apart(m, x, inPairs(m, x)),
      (x, dy) => {
        const { max, s } = inPairs(m, x);
        const ds = m.div(-sum(m, dy), s);
        const dx = x.map((v, n) => m.fma(ds, m.exp(m.sub(v, max)), dy[n]));
        const first = x.indexOf(largest(x));
        dx[first] = m.sub(dx[first], sum(m, dx));
        return dx;
      },
    ),
} satisfies Forms;
