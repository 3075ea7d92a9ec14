import { div } from './div.ts';
import type { BigFloat } from './number.ts';
import { ZERO } from './number.ts';

/** p/q, correctly rounded to `bits` bits; q = 0 gives ±∞, 0/0 NaN. */
export const ratio = (p: bigint, q: bigint, bits: number): BigFloat =>
  div(fromBigInt(p), fromBigInt(q), bits);

/** The integer n, exactly. */
export const fromBigInt = (n: bigint): BigFloat => (n === 0n ? ZERO : { m: n, e: 0 });
