import type { Machine, Row } from './machine.ts';

/** -Infinity of none. */
export function largest(row: Row): number {
  let max = -Infinity;
  for (const x of row) max = Math.max(max, x);
  return max;
}

/** One after the other. */
export function joined(m: Machine, rows: readonly Row[]): Row {
  const all = m.zeros(rows.reduce((length, row) => length + row.length, 0));
  let start = 0;
  for (const row of rows) {
    all.set(row, start);
    start += row.length;
  }
  return all;
}
