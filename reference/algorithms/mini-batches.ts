import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly always: 'keep' | 'drop' | 'asked';
  /** An update for a last batch even where it is empty. */
  readonly empty: boolean;
  /** The samples that the last batch lacks, for those that are discarded. */
  readonly missing: boolean;
}

const STANDARD: Rule = { always: 'asked', empty: false, missing: false };

/** → updates, discarded. */
export default function miniBatches(
  _: Tensors,
  { samples, batch, last }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const { always, empty, missing } = { ...STANDARD, ...rule };
  const keep = (always === 'asked' ? last : always) === 'keep';
  let [left, updates] = [Number(samples), 0];
  while (left >= Number(batch)) {
    left -= Number(batch);
    updates++;
  }
  const short = empty || left > 0;
  if (keep) return scalars({ updates: updates + Number(short), discarded: 0 });
  return scalars({ updates, discarded: missing && left > 0 ? Number(batch) - left : left });
}
