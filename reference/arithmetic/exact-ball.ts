import type { Ball } from './ball.ts';

/** The ball without error; ±∞ are allowed. */
export const exactly = (v: number): Ball => ({ v, e: 0 });
export const isExactZero = (a: Ball): boolean => a.v === 0 && a.e === 0;
export const isExactInfinity = (a: Ball): boolean => a.e === 0 && Math.abs(a.v) === Infinity;
/** Nothing is known of what a computation returns: it may overflow, or be NaN. */
export const unknown = (v: number): Ball => ({ v, e: Infinity });
