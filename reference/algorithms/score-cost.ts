import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly projections: 'once' | 'pairs';
  /** Has the additive score a width of its own? */
  readonly hidden: boolean;
  /** Are its hidden units weighted? */
  readonly last: boolean;
}

const STANDARD: Rule = { projections: 'once', hidden: true, last: true };

export default function scoreCost(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { projections, last, ...asked } = { ...STANDARD, ...rule };
  const { width, queries, keys } = options as Record<'width' | 'queries' | 'keys', number>;
  const hidden = asked.hidden ? Number(options.hidden) : width;
  const pairs = queries * keys;
  return scalars({
    dot: pairs * width,
    additive: last ? pairs * hidden : 0,
    tanhs: pairs * hidden,
    projecting: (projections === 'once' ? queries + keys : 2 * pairs) * width * hidden,
  });
}
