import type { Machine, Row } from './machine.ts';
import { largest } from './rows.ts';

/** Σ exp(x − max). */
export interface Total {
  readonly max: number;
  readonly s: number;
}

export function twoPasses(m: Machine, x: Row): Total {
  const max = largest(x);
  return { max, s: m.sum(x.length, (n) => m.exp(m.sub(x[n], max))) };
}

/** Both in units of the larger of their maxima; of nothing but −∞ there is no sum. */
function merged(m: Machine, a: Total, b: Total): Total {
  if (a.max === -Infinity) return b;
  if (b.max === -Infinity) return a;
  const max = Math.max(a.max, b.max);
  const part = m.mul(b.s, m.exp(m.sub(b.max, max)));
  return { max, s: m.fma(a.s, m.exp(m.sub(a.max, max)), part) };
}

/** In one pass over blocks. */
export function online(m: Machine, x: Row, block = 1): Total {
  let total = twoPasses(m, x.subarray(0, block));
  for (let start = block; start < x.length; start += block)
    total = merged(m, total, twoPasses(m, x.subarray(start, start + block)));
  return total;
}

/** Two by two, as threads do it. */
export function inPairs(m: Machine, x: Row): Total {
  if (x.length === 1) return { max: x[0], s: 1 };
  const middle = x.length >> 1;
  return merged(m, inPairs(m, x.subarray(0, middle)), inPairs(m, x.subarray(middle)));
}

/** The largest and the logarithm of the sum, one rounded into the other. */
export const logSumExp = (m: Machine, { max, s }: Total): number => m.add(max, m.log(s));

export const shares = (m: Machine, x: Row, { max, s }: Total): Row =>
  x.map((v) => m.div(m.exp(m.sub(v, max)), s));
