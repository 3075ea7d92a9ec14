import type { OptionValues, Tensors } from '../../spec/lib/tensor.ts';

export interface Rule {
  /** Where the classifying token stands. */
  readonly classifier: 'front' | 'back';
  /** Which sentence the separator between them counts with. */
  readonly separator: 'first' | 'second';
  /** Which sentence comes first. */
  readonly order: 'ab' | 'ba';
  /** The number of each segment. */
  readonly first: number;
  readonly second: number;
}

/** a[A], b[B] → tokens[A+B+3], segments[A+B+3]. */
export default function sentencePair(
  { a, b }: Tensors,
  { cls, sep }: OptionValues,
  { classifier = 'front', separator = 'first', order = 'ab', first = 0, second = 1 }: Partial<Rule> = {},
): Tensors {
  const [one, other] = (order === 'ab' ? [a!, b!] : [b!, a!]).map(({ data }) => [...data]);
  const pieces: (readonly [segment: number, tokens: readonly number[]])[] = [
    [first, one!],
    [separator === 'first' ? first : second, [Number(sep)]],
    [second, other!],
    [second, [Number(sep)]],
  ];
  if (classifier === 'front') pieces.unshift([first, [Number(cls)]]);
  else pieces.push([second, [Number(cls)]]);
  const tensor = (values: readonly number[]) => ({ shape: [values.length], data: Int32Array.from(values) });
  return {
    tokens: tensor(pieces.flatMap(([, tokens]) => tokens)),
    segments: tensor(pieces.flatMap(([segment, tokens]) => tokens.map(() => segment))),
  };
}
