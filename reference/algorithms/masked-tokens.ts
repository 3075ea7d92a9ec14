import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';

/** [PAD] [CLS] [SEP] [MASK]; words have the numbers after these. */
const MASK = 3;
const SPECIAL = 4;
const VOCABULARY = 30000;
/** The label of a position that is not to be predicted. */
const NONE = -1;

export interface Rule {
  /** Draws of 1000 that select a position. */
  readonly selecting: number;
  /** Draws of ten that put [MASK], and those after them that put a random token; the others change nothing. */
  readonly masking: number;
  readonly replacing: number;
  /** May special tokens be selected? */
  readonly special: boolean;
  /** Which positions get a label, and which token it is. */
  readonly labels: 'selected' | 'changed' | 'all' | 'corrupted';
  /** A random token that equals the one it replaces: kept, or the next number taken. */
  readonly other: boolean;
}

export const STANDARD: Rule = {
  selecting: 150,
  masking: 8,
  replacing: 1,
  special: false,
  labels: 'selected',
  other: false,
};

/** tokens, select, kind, replacement, all [N] → corrupted[N], labels[N]. */
export default function maskedTokens(
  { tokens, select, kind, replacement }: Tensors,
  _options: OptionValues,
  given: Partial<Rule> = {},
): Tensors {
  const rule = { ...STANDARD, ...given };
  const all = Array.from(tokens!.data, (token, n) => {
    const selected = select!.data[n]! < rule.selecting && (rule.special || token >= SPECIAL);
    if (!selected) return { corrupted: token, label: rule.labels === 'all' ? token : NONE };
    const drawn = replacement!.data[n]!;
    const random = rule.other && drawn === token ? (drawn + 1) % VOCABULARY : drawn;
    const draw = kind!.data[n]!;
    const corrupted = draw < rule.masking ? MASK : draw < rule.masking + rule.replacing ? random : token;
    if (rule.labels === 'corrupted') return { corrupted, label: corrupted };
    return { corrupted, label: rule.labels === 'changed' && corrupted === token ? NONE : token };
  });
  const tensor = (values: readonly number[]): Tensor => ({
    shape: tokens!.shape,
    data: Int32Array.from(values),
  });
  return {
    corrupted: tensor(all.map(({ corrupted }) => corrupted)),
    labels: tensor(all.map(({ label }) => label)),
  };
}
