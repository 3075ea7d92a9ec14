import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly cells: 'power' | 'product' | 'exchanged';
  /** Do points in one cell count once? */
  readonly distinct: boolean;
  readonly axes: 'all' | 'last';
}

const STANDARD: Rule = { cells: 'power', distinct: true, axes: 'all' };

/** points[N,d] → cells, occupied. */
export default function gridCells(
  { points }: Tensors,
  options: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { cells, distinct, axes } = { ...STANDARD, ...rule };
  const { k, d } = options as Record<'k' | 'd', number>;
  const names = Array.from({ length: points!.shape[0]! }, (_, n) =>
    [...points!.data.slice(n * d, (n + 1) * d)].slice(axes === 'all' ? 0 : -1).join(),
  );
  return scalars({
    cells: { power: k ** d, product: k * d, exchanged: d ** k }[cells],
    occupied: distinct ? new Set(names).size : names.length,
  });
}
