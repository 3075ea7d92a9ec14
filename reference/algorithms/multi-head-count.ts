import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';
import { scalars } from '../lib/scalars.ts';

export interface Rule {
  readonly headWidth: 'quotient' | 'product' | 'full';
  /** Is a width that heads does not divide rounded down? */
  readonly rounded: boolean;
  readonly projecting: boolean;
  readonly keys: 'heads' | 'tokens';
  readonly exponentials: 'heads' | 'one';
}

const STANDARD: Rule = {
  headWidth: 'quotient',
  rounded: false,
  projecting: true,
  keys: 'heads',
  exponentials: 'heads',
};

/** Head by head; everything −1 where the heads cannot share the width out. */
export default function multiHeadCount(_: Tensors, options: OptionValues, rule: Partial<Rule> = {}): Tensors {
  const { headWidth, rounded, projecting, keys, exponentials } = { ...STANDARD, ...rule };
  const { width, heads, tokens } = options as Record<'width' | 'heads' | 'tokens', number>;
  const counts = {
    ...{ head_width: 0, key_vectors: 0, key_numbers: 0, parameters: 0, biases: 0, one_projection: 0 },
    ...{ scoring: 0, projecting: 0, exponentials: 0 },
  };
  if (width % heads !== 0 && !rounded)
    return scalars(Object.fromEntries(Object.keys(counts).map((name) => [name, -1])));
  const own = { quotient: Math.floor(width / heads), product: width * heads, full: width }[headWidth];
  counts.head_width = own;
  for (let head = 0; head < heads; head++) {
    counts.key_vectors += keys === 'heads' ? tokens : 0;
    counts.key_numbers += tokens * own;
    // To queries, keys and values, and back.
    counts.parameters += 3 * width * own + own * width;
    counts.biases += 3 * own;
    counts.one_projection += width * own;
    counts.scoring += tokens ** 2 * own + tokens ** 2 * own;
    counts.projecting += projecting ? 4 * tokens * width * own : 0;
    counts.exponentials += exponentials === 'heads' || head === 0 ? tokens ** 2 : 0;
  }
  counts.biases += width;
  if (keys === 'tokens') counts.key_vectors = tokens;
  return scalars(counts);
}
