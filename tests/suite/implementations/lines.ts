import type { Tensor } from '../../../backends/lib/contract.ts';
import type { Machine, Row } from './machine.ts';

/** What stands along the last axis. */
export function lines(m: Machine, { shape, data }: Tensor): Row[] {
  const length = shape.at(-1)!;
  const all = m.load(data);
  return Array.from({ length: all.length / length }, (_, n) => all.subarray(n * length, (n + 1) * length));
}
