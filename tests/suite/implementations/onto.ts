import type { Machine } from './machine.ts';

/** A running total with one more product: as precise as the machine's sums are, and in no order but its own. */
export const onto = (m: Machine, total: number, a: number, b: number): number =>
  m.dot(
    1,
    () => a,
    () => b,
    total,
  );
