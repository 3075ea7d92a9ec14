import type { OptionValues, Tensor, Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** Is the word in the middle in its own context? */
  readonly itself: boolean;
  /** Are other words? */
  readonly others: boolean;
  readonly side: 'both' | 'left' | 'right';
  /** A window that reaches beyond the text is cut, goes on at the other end, or is skipped. */
  readonly ends: 'cut' | 'round' | 'skipped';
  readonly order: 'middle-first' | 'nearby-first';
}

const STANDARD: Rule = { itself: false, others: true, side: 'both', ends: 'cut', order: 'middle-first' };

/** tokens[T] → pairs[2cT + T, 2], what is unused filled with −1, and around[T], the number of each word's pairs. */
export default function contextWindows(
  { tokens }: Tensors,
  { window }: OptionValues,
  rule: Partial<Rule> = {},
): Tensors {
  const words = [...tokens!.data];
  const contexts = words.map((_, t) => contextOf(words, t, Number(window), { ...STANDARD, ...rule }));
  const ordered = rule.order === 'nearby-first';
  const pairs = contexts.flatMap((context, t) =>
    context.flatMap((nearby) => (ordered ? [nearby, words[t]!] : [words[t]!, nearby])),
  );
  const around = Int32Array.from(contexts, (context) => context.length);
  return {
    pairs: padded(pairs, [(2 * Number(window) + 1) * words.length, 2]),
    around: { shape: [words.length], data: around },
  };
}

function contextOf(words: readonly number[], t: number, window: number, rule: Rule): number[] {
  const context: number[] = [];
  const { length } = words;
  if (rule.ends === 'skipped' && (t < window || t + window >= length)) return context;
  for (let offset = -window; offset <= window; offset++) {
    if (offset === 0 ? !rule.itself : !rule.others) continue;
    if ((rule.side === 'left' && offset > 0) || (rule.side === 'right' && offset < 0)) continue;
    const place = t + offset;
    if (rule.ends === 'round') context.push(words[((place % length) + length) % length]!);
    else if (place >= 0 && place < length) context.push(words[place]!);
  }
  return context;
}

function padded(values: readonly number[], shape: readonly number[]): Tensor {
  const data = new Int32Array(shape.reduce((product, size) => product * size, 1)).fill(-1);
  data.set(values);
  return { shape, data };
}
